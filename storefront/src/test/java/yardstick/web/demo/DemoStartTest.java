package yardstick.web.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import yardstick.kernel.Job;
import yardstick.kernel.runtime.PostgresJobs;
import yardstick.testkit.FixedClock;
import yardstick.testkit.TestDatabase;
import yardstick.web.demo.DemoMarker.State;

/** When the demo is loaded, and when it is not; that it fills a shop is seen in a running one. */
class DemoStartTest {

    private static final LocalDate YESTERDAY = LocalDate.of(2026, 6, 30);

    private final FixedClock clock = new FixedClock("2026-07-01T03:00:00Z");
    private final TestDatabase database = TestDatabase.with("storefront");
    private ExecutorService threads = Executors.newCachedThreadPool();
    private final List<LocalDate> loaded = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void anEmptyShopIsFilledOnce() throws InterruptedException {
        assertFalse(begin(true).elsewhere());
        assertEquals(Job.State.DONE, finished().state());
        assertEquals(State.LOADED, state());
        clock.advance(Duration.ofDays(1));
        begin(true);
        assertEquals(List.of(YESTERDAY), loaded);
    }

    @Test
    void aLoadThatBrokeIsFinishedAtTheNextStartWithTheSameHistory() throws InterruptedException {
        start(true, (until, progress) -> {
                    loaded.add(until);
                    throw new IllegalStateException("the disk is full");
                })
                .begin();
        Job broken = finished();
        assertEquals(Job.State.FAILED, broken.state());
        assertEquals("the disk is full", broken.message());
        assertEquals(State.LOADING, state());
        clock.advance(Duration.ofDays(2));
        begin(false);
        assertEquals(Job.State.DONE, finished().state());
        assertEquals(List.of(YESTERDAY, YESTERDAY), loaded);
    }

    @Test
    void aShopWithGoodsOfItsOwnIsLeftAloneForGood() {
        assertEquals(State.DECLINED, begin(false).decision().state());
        assertEquals(State.DECLINED, begin(true).decision().state());
        assertEquals(List.of(), loaded);
        assertEquals(List.of(), jobs().latest(5));
    }

    @Test
    void aLoadWhoseServerDiedIsTakenUpAndOneThatRunsIsNot() throws InterruptedException {
        DemoMarker marker = new DemoMarker(database);
        marker.decide(new DemoMarker.Decision(State.LOADING, YESTERDAY, null), clock.instant());
        UUID other = UUID.randomUUID();
        database.execute(handle -> handle.execute(
                "INSERT INTO kernel.job (id, kind, title, heartbeat_at) VALUES (?, 'demo', 'Demo shop', ?)",
                other,
                clock.instant().atOffset(ZoneOffset.UTC)));
        assertTrue(marker.handTo(other, null));
        assertFalse(marker.handTo(UUID.randomUUID(), null), "two servers would load it");
        assertTrue(begin(true).elsewhere());
        assertEquals(List.of(), loaded);
        clock.advance(Duration.ofSeconds(31));
        assertFalse(begin(true).elsewhere());
        assertEquals(Job.State.DONE, finished().state());
        assertEquals(State.LOADED, state());
    }

    private PostgresJobs jobs() {
        return new PostgresJobs(database, clock, threads);
    }

    private State state() {
        return new DemoMarker(database).find().map(DemoMarker.Decision::state).orElseThrow();
    }

    /** The newest load, once it is over. */
    private Job finished() throws InterruptedException {
        threads.shutdown();
        assertTrue(threads.awaitTermination(30, TimeUnit.SECONDS));
        threads = Executors.newCachedThreadPool();
        return jobs().latest(1).getFirst();
    }

    private DemoStart.Begun begin(boolean welcome) {
        return start(welcome, (until, progress) -> {
                    loaded.add(until);
                    return "{}";
                })
                .begin();
    }

    private DemoStart start(boolean welcome, DemoStart.Load load) {
        return new DemoStart(new DemoStart.Parts(database, jobs(), clock, ZoneOffset.UTC), () -> welcome, load);
    }
}
