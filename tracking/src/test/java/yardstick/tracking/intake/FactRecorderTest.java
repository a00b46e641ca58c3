package yardstick.tracking.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yardstick.kernel.Fact;
import yardstick.kernel.FactBatch;
import yardstick.kernel.Setting;
import yardstick.kernel.Settings;
import yardstick.kernel.VisitorId;
import yardstick.kernel.runtime.OutboxDelivery;
import yardstick.kernel.runtime.PostgresOutbox;
import yardstick.testkit.FixedClock;
import yardstick.testkit.TestDatabase;
import yardstick.tracking.store.StoreOwner;

class FactRecorderTest {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    @TempDir
    Path data;

    private final TestDatabase database = TestDatabase.with("tracking");
    private final FixedClock clock = new FixedClock("2026-03-02T12:00:05Z");
    private final FactRecorder recorder = new FactRecorder(database, new PostgresOutbox(database), clock);

    private record Moment(String name, String id, @Nullable VisitorId visitor, Map<String, Object> parameters)
            implements Fact {
        @Override
        public Instant occurredAt() {
            return NOON;
        }
    }

    private static Fact purchase(long order, @Nullable String visitor) {
        return new Moment(
                "purchase",
                "purchase:" + order,
                visitor == null ? null : new VisitorId(visitor),
                Map.of(
                        "order_id",
                        order,
                        "value_minor",
                        100 * order,
                        "currency",
                        "CNY",
                        "customer",
                        9,
                        "source",
                        "shop"));
    }

    private static Fact refund(String id) {
        return new Moment("refund", id, null, Map.of("value_minor", 50, "currency", "CNY"));
    }

    private String row(String sql) {
        return database.read(
                handle -> handle.createQuery(sql).mapTo(String.class).one());
    }

    @Test
    void anOrderIsCountedInItsOwnTransactionAndOnce() {
        recorder.record(purchase(7, "v"));
        recorder.record(purchase(7, "v"));
        assertEquals(
                "(7,9,CNY,700,\"2026-03-02 12:00:00+00\",v,shop)",
                row("SELECT o::text FROM (SELECT order_id, customer, currency, total_minor,"
                        + " occurred_at AT TIME ZONE 'UTC' || '+00', visitor, source FROM tracking.order_fact) o"));
        assertThrows(
                IllegalStateException.class,
                () -> database.execute(handle -> {
                    recorder.record(purchase(8, "v"));
                    throw new IllegalStateException("the order was not made");
                }));
        assertEquals("1", row("SELECT count(*)::text FROM tracking.order_fact"));
        assertEquals("2", row("SELECT count(*)::text FROM kernel.outbox"));
    }

    @Test
    void aBatchIsWrittenSetBasedAndStaysOutOfTheOutbox() {
        FactBatch batch = () -> List.of(purchase(1, null), purchase(2, null), refund("r1"), refund("r1"));
        recorder.record(batch);
        recorder.record(batch);
        assertEquals("2/300", row("SELECT count(*) || '/' || sum(total_minor) FROM tracking.order_fact"));
        assertEquals(
                "1/50/shop",
                row("SELECT count(*) || '/' || sum(amount_minor) || '/' || min(source) FROM tracking.refund_fact"));
        assertEquals("0", row("SELECT count(*)::text FROM kernel.outbox"));
    }

    @Test
    void factsReachTheEventStoreOnceAlsoWhenDeliveredTwice() {
        StoreOwner owner = new StoreOwner(Settings.of(Map.of(Setting.DATA_DIR, data.toString())), clock);
        FactDelivery delivery = new FactDelivery(owner, new IntakeCounts(database, clock));
        recorder.record(purchase(7, "v"));
        recorder.record(purchase(8, null));
        recorder.record(new Moment("coupon_applied", "c:1", new VisitorId("v"), Map.of()));
        database.execute(handle -> handle.execute(
                "INSERT INTO kernel.outbox (topic, key, payload) SELECT topic, key, payload FROM kernel.outbox"));
        new OutboxDelivery(database, delivery).drain();
        assertEquals("0", row("SELECT count(*)::text FROM kernel.outbox"));
        List<String> stored = owner.store()
                .query(
                        "SELECT concat_ws(' ', event_id, visitor, value_minor, customer) FROM events ORDER BY event_id",
                        row -> row.getString(1));
        assertEquals(List.of("c:1 v", "purchase:7 v 700 9", "purchase:8 800"), stored);
        owner.close();
    }
}
