package yardstick.tracking.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yardstick.kernel.Fact;
import yardstick.kernel.Setting;
import yardstick.kernel.Settings;
import yardstick.kernel.VisitorId;
import yardstick.kernel.runtime.OutboxDelivery;
import yardstick.kernel.runtime.PostgresOutbox;
import yardstick.testkit.FixedClock;
import yardstick.testkit.TestDatabase;
import yardstick.tracking.Traces;
import yardstick.tracking.Tracker;
import yardstick.tracking.metric.DefaultTraces;
import yardstick.tracking.store.StoreOwner;

/** From impression to refund under one id: browsers through the intake, orders as facts through the outbox. */
class TracesTest {

    private static final String PHONE = "phone";
    private static final String DESK = "desk";

    @TempDir
    static Path data;

    private final TestDatabase database = TestDatabase.with("tracking");
    private final FixedClock clock = new FixedClock("2026-03-02T08:00:00Z");
    private final StoreOwner owner = new StoreOwner(
            Settings.of(Map.of(
                    Setting.DATA_DIR, data.resolve("" + System.nanoTime()).toString())),
            clock);
    private final IntakeCounts counts = new IntakeCounts(database, clock);
    private final DefaultTracker tracker = new DefaultTracker(owner, counts, clock);
    private final FactRecorder recorder = new FactRecorder(database, new PostgresOutbox(database), clock);
    private final FactDelivery delivery = new FactDelivery(owner, counts);
    private final Traces traces = new DefaultTraces(owner);

    @AfterEach
    void close() {
        owner.close();
    }

    private record Moment(
            String name,
            String id,
            Instant occurredAt,
            @Nullable VisitorId visitor,
            Map<String, Object> parameters) implements Fact {}

    private void later(long minutes) {
        clock.advance(Duration.ofMinutes(minutes));
    }

    /** A page tells it at once, and once more because the first answer was lost. */
    private void browser(String visitor, String name) {
        later(1);
        Tracker.Event event = event(visitor, name, clock.instant(), Map.of());
        assertEquals(1, tracker.accept(List.of(event), "Mozilla/5.0"));
        tracker.accept(List.of(event), "Mozilla/5.0");
    }

    private static Tracker.Event event(String visitor, String name, Instant at, Map<String, Object> parameters) {
        return new Tracker.Event(
                name + at + visitor, name, new VisitorId(visitor), at, "/p/kettle", "en", "", parameters);
    }

    private void signIn(String visitor, long customer) {
        later(1);
        tracker.note(event(visitor, "login", clock.instant(), Map.of("customer", customer)), "Mozilla/5.0");
    }

    /** Announced in the order's transaction; the outbox delivers it twice. */
    private void fact(@Nullable String visitor, String name, Map<String, Object> parameters) {
        later(1);
        recorder.record(new Moment(
                name,
                name + ":" + parameters,
                clock.instant(),
                visitor == null ? null : new VisitorId(visitor),
                parameters));
        database.execute(handle -> handle.execute(
                "INSERT INTO kernel.outbox (topic, key, payload) SELECT topic, key, payload FROM kernel.outbox"));
        new OutboxDelivery(database, delivery).drain();
    }

    private void buy(@Nullable String visitor, long order, Map<String, Object> buyer) {
        fact(visitor, "order_placed", Map.of("order_id", order));
        fact(visitor, "payment_failed", Map.of("order_id", order));
        Map<String, Object> paid = new java.util.HashMap<>(buyer);
        paid.putAll(Map.of("order_id", order, "value_minor", 9_900, "currency", "CNY", "source", "shop"));
        fact(visitor, "purchase", paid);
        fact(visitor, "shipped", Map.of("order_id", order));
        fact(visitor, "delivered", Map.of("order_id", order));
    }

    private void refund(@Nullable String visitor, long order) {
        fact(visitor, "refund", Map.of("order_id", order, "value_minor", 9_900, "currency", "CNY"));
    }

    private List<String> names(Traces.Trace trace) {
        return trace.steps().stream()
                .map(step -> step.name() + (step.device() == 0 ? "" : " " + step.device()))
                .toList();
    }

    @Test
    void aMemberOnTwoDevicesFromTheFirstImpressionToTheRefund() {
        Instant seenOffline = clock.instant().plusSeconds(30);
        browser(PHONE, "view_item_list");
        browser(PHONE, "select_item");
        browser("somebody", "view_item_list");
        signIn(PHONE, 9);
        signIn(DESK, 9);
        browser(DESK, "view_item");
        fact(DESK, "add_to_cart", Map.of("sku", "1"));
        fact(DESK, "begin_checkout", Map.of());
        buy(DESK, 7, Map.of("customer", 9));
        browser(PHONE, "view_item_list");
        browser(PHONE, "view_item");
        later(1_000);
        buy(PHONE, 8, Map.of("customer", 9));
        refund(DESK, 7);
        tracker.accept(List.of(event(PHONE, "view_item", seenOffline, Map.of())), "Mozilla/5.0");
        Traces.Trace first = traces.ofOrder(7).orElseThrow();
        assertEquals(
                List.of(
                        "view_item 1",
                        "view_item_list 1",
                        "select_item 1",
                        "login 1",
                        "login 2",
                        "view_item 2",
                        "add_to_cart 2",
                        "begin_checkout 2",
                        "order_placed 2",
                        "payment_failed 2",
                        "purchase 2",
                        "shipped 2",
                        "delivered 2",
                        "refund 2"),
                names(first),
                "the event of an offline phone came a day late, everything else twice");
        Traces.Trace second = traces.ofOrder(8).orElseThrow();
        assertEquals("view_item_list 1", names(second).getFirst(), "what follows an order leads to the next one");
        assertNotEquals(first.id(), second.id());
        assertEquals(first, traces.ofOrder(7).orElseThrow(), "the same at every reading");
        assertEquals(
                List.of(first.id() + " 14", second.id() + " 7"),
                owner.store()
                        .query(
                                "SELECT trace || ' ' || count(*) FROM traces WHERE visitor <> 'somebody'"
                                        + " GROUP BY trace ORDER BY min(occurred_at)",
                                row -> row.getString(1)),
                "the analyst reads the same traces");
        assertTrue(first.id().matches("[0-9a-f]{32}"), first::id);
    }

    @Test
    void withoutConsentOnlyTheOrderItselfIsKnown() {
        browser(PHONE, "view_item");
        buy(null, 5, Map.of());
        refund(null, 5);
        assertEquals(
                List.of("order_placed", "payment_failed", "purchase", "shipped", "delivered", "refund"),
                names(traces.ofOrder(5).orElseThrow()));
        assertTrue(traces.ofOrder(6).isEmpty());
    }

    @Test
    void aBrowserCannotClaimToBeSomebodysOrToHaveOrdered() {
        buy(DESK, 3, Map.of("customer", 9));
        for (Map<String, Object> claim : List.<Map<String, Object>>of(Map.of("customer", 9L), Map.of("order_id", 3L))) {
            for (String name : List.of("login", "page_view")) {
                assertEquals(
                        0, tracker.accept(List.of(event("thief", name, clock.instant(), claim)), "Mozilla/5.0"), name);
            }
        }
        browser("thief", "view_item");
        assertEquals(
                1,
                traces.ofOrder(3).orElseThrow().steps().stream()
                        .mapToInt(Traces.Step::device)
                        .distinct()
                        .count());
    }

    @Test
    void aSharedBrowserHasATraceForEachMember() {
        signIn(DESK, 1);
        browser(DESK, "view_item");
        signIn(DESK, 2);
        browser(DESK, "view_item_list");
        buy(DESK, 20, Map.of("customer", 2));
        assertEquals(
                List.of("login 1", "view_item_list 1", "order_placed 1"),
                names(traces.ofOrder(20).orElseThrow()).subList(0, 3),
                "what another member saw here is not part of it");
    }
}
