package yardstick.web.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yardstick.kernel.Boot;
import yardstick.kernel.Job;
import yardstick.kernel.Setting;
import yardstick.kernel.Settings;
import yardstick.kernel.runtime.PostgresJobs;
import yardstick.metrics.Release;
import yardstick.orders.Orders;
import yardstick.testkit.FixedClock;
import yardstick.testkit.TestDatabase;
import yardstick.tracking.Tracker;

class DemoShopTest {

    @TempDir
    Path data;

    private final FixedClock clock = new FixedClock("2026-07-01T03:00:00Z");
    private final TestDatabase database = TestDatabase.with("storefront");
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final PostgresJobs jobs = new PostgresJobs(database, clock, threads);
    private final Doors doors = new Doors(jobs);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void anEmptyShopIsFilledOnceThroughThePublishedDoors() throws InterruptedException {
        DemoShop shop = shop(Map.of());
        assertFalse(shop.loaded());
        shop.started(new Boot.Started());
        assertEquals(Job.State.DONE, finished().state());
        assertTrue(shop.loaded());
        assertEquals(List.of("default", "demo"), doors.sources);
        assertEquals(HistoryMaker.ORDERS, doors.orders.byNumber.size());
        Release release = Objects.requireNonNull(doors.releases.release);
        assertEquals(Release.State.RUNNING, release.state());
        assertEquals(50, release.rolloutPercent());
        assertEquals(Instant.parse("2026-03-03T00:00:00Z"), release.startedAt());
        assertEquals(List.of("WELCOME10", "TEA20"), List.copyOf(doors.wallet.coupons.keySet()));
        clock.advance(Duration.ofDays(1));
        shop(Map.of()).started(new Boot.Started());
        assertEquals(1, loads());
        assertTrue(shop(Map.of()).loaded());
    }

    @Test
    void purchasesAreTheImportedOrdersAndFollowTheExposure() throws InterruptedException {
        shop(Map.of()).started(new Boot.Started());
        finished();
        Map<String, Instant> exposed = new HashMap<>();
        Map<String, Tracker.Event> purchases = new LinkedHashMap<>();
        for (Tracker.Event event : doors.events.values()) {
            String visitor = event.visitor().value();
            if (event.name().equals("exposure")) {
                exposed.put(visitor, event.occurredAt());
            }
            if (event.name().equals("purchase")) {
                assertFalse(event.occurredAt().isBefore(Objects.requireNonNull(exposed.get(visitor))));
                purchases.put(String.valueOf(event.parameters().get("transaction_id")), event);
            }
        }
        assertEquals(doors.orders.byNumber.keySet(), purchases.keySet());
        for (Orders.Summary order : doors.orders.byNumber.values()) {
            Tracker.Event purchase = Objects.requireNonNull(purchases.get(order.number()));
            assertEquals("purchase:" + order.id().value(), purchase.id());
            assertEquals(order.id().value(), purchase.parameters().get("order_id"));
            assertEquals(order.total().minor(), purchase.parameters().get("value_minor"));
            assertEquals(order.placedAt(), purchase.occurredAt());
        }
    }

    @Test
    void eventsStayWithinTheirVisitAndBeforeToday() throws InterruptedException {
        shop(Map.of()).started(new Boot.Started());
        finished();
        Map<String, Instant> last = new HashMap<>();
        Instant today = Instant.parse("2026-07-01T00:00:00Z");
        for (Tracker.Event event : doors.events.values()) {
            Instant before = last.put(event.visitor().value(), event.occurredAt());
            assertTrue(event.occurredAt().isBefore(today), event.toString());
            boolean sameVisit = before != null
                    && Duration.between(before, event.occurredAt()).compareTo(Duration.ofMinutes(30)) < 0;
            assertTrue(sameVisit || event.name().equals("page_view"), event.toString());
        }
    }

    @Test
    void aLoadThatBrokeIsFinishedAtTheNextStartWithTheSameHistory() throws InterruptedException {
        doors.appendsLeft = 3;
        shop(Map.of()).started(new Boot.Started());
        Job broken = finished();
        assertEquals(Job.State.FAILED, broken.state());
        assertEquals("the disk is full", broken.message());
        assertTrue(shop(Map.of()).loaded());
        clock.advance(Duration.ofDays(2));
        doors.appendsLeft = Integer.MAX_VALUE;
        shop(Map.of()).started(new Boot.Started());
        assertEquals(Job.State.DONE, finished().state());
        assertEquals(
                HistoryMaker.ORDERS,
                doors.events.values().stream()
                        .filter(event -> event.name().equals("purchase"))
                        .count());
        assertEquals(2, loads());
    }

    @Test
    void aShopWithGoodsOfItsOwnIsLeftAloneForGood() {
        doors.catalog.stocked = true;
        shop(Map.of()).started(new Boot.Started());
        assertFalse(shop(Map.of()).loaded());
        doors.catalog.stocked = false;
        shop(Map.of()).started(new Boot.Started());
        assertEquals(0, loads());
        assertFalse(shop(Map.of()).loaded());
    }

    @Test
    void nothingIsDecidedWhileTheSettingIsOff() {
        shop(Map.of(Setting.DEMO, "false")).started(new Boot.Started());
        assertEquals(0, loads());
        assertTrue(new DemoMarker(database).find().isEmpty());
    }

    @Test
    void aLoadWhoseServerDiedIsTakenUp() throws InterruptedException {
        DemoMarker marker = new DemoMarker(database);
        marker.decide(
                new DemoMarker.Decision(DemoMarker.State.LOADING, LocalDate.of(2026, 6, 30), null), clock.instant());
        UUID dead = UUID.randomUUID();
        database.execute(handle -> handle.execute(
                "INSERT INTO kernel.job (id, kind, title, heartbeat_at) VALUES (?, 'demo', 'Demo shop', ?)",
                dead,
                clock.instant().minusSeconds(31).atOffset(ZoneOffset.UTC)));
        assertTrue(marker.handTo(dead, null));
        assertFalse(marker.handTo(UUID.randomUUID(), null), "two servers would load it");
        shop(Map.of()).takeUp();
        assertEquals(Job.State.DONE, finished().state());
        assertEquals(
                DemoMarker.State.LOADED,
                marker.find().map(DemoMarker.Decision::state).orElseThrow());
    }

    private long loads() {
        return jobs.latest(50).stream().filter(job -> job.kind().equals("demo")).count();
    }

    /** The newest load, once it is over. */
    private Job finished() throws InterruptedException {
        for (int i = 0; i < 600; i++) {
            Job newest = jobs.latest(50).stream()
                    .filter(job -> job.kind().equals("demo"))
                    .findFirst()
                    .orElseThrow();
            if (newest.finished()) {
                return newest;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("the load does not end");
    }

    private DemoShop shop(Map<Setting, String> more) {
        Map<Setting, String> values = new HashMap<>(more);
        values.put(Setting.DATA_DIR, data.toString());
        Settings settings = Settings.of(values);
        DemoRelease release = new DemoRelease();
        release.releases = doors.releases;
        release.history = doors.releases;
        release.coupons = doors.wallet;
        release.settings = settings;
        DemoLoad load = new DemoLoad();
        load.catalogImports = doors.catalogImports();
        load.orderImports = doors.orderImports();
        load.catalog = doors.catalog;
        load.orders = doors.orders;
        load.eventHistory = doors.eventHistory();
        load.release = release;
        load.jobs = jobs;
        load.settings = settings;
        load.clock = clock;
        DemoShop shop = new DemoShop();
        shop.settings = settings;
        shop.database = database;
        shop.catalog = doors.catalog;
        shop.orders = doors.orders;
        shop.jobs = jobs;
        shop.load = load;
        shop.clock = clock;
        return shop;
    }
}
