package yardstick.tracking.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static yardstick.tracking.store.StoredEvents.count;
import static yardstick.tracking.store.StoredEvents.event;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yardstick.kernel.Setting;
import yardstick.kernel.Settings;
import yardstick.testkit.FixedClock;
import yardstick.testkit.TestDatabase;
import yardstick.tracking.Tracker.Event;
import yardstick.tracking.store.StoreOwner;

class DefaultTrackerTest {

    private static final String BROWSER =
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/126.0 Safari/537.36";

    @TempDir
    Path data;

    private final TestDatabase database = TestDatabase.with("tracking");
    private final FixedClock clock = new FixedClock("2026-03-08T10:00:00Z");
    private final IntakeCounts counts = new IntakeCounts(database, clock);
    private StoreOwner owner;
    private DefaultTracker tracker;

    @BeforeEach
    void open() {
        owner = new StoreOwner(Settings.of(Map.of(Setting.DATA_DIR, data.toString())), clock);
        tracker = new DefaultTracker(owner, counts, clock);
    }

    @AfterEach
    void close() {
        owner.close();
    }

    private long counted(String reason) {
        counts.flush();
        return database.read(handle -> handle.createQuery(
                        "SELECT coalesce(sum(events), 0) FROM tracking.intake_count WHERE reason = :reason AND day = :day")
                .bind("reason", reason)
                .bind("day", LocalDate.parse("2026-03-08"))
                .mapTo(Long.class)
                .one());
    }

    @Test
    void takesWhatABrowserMaySayAndCountsTheRest() {
        List<Event> events = List.of(
                event("ok", "page_view", "v", "2026-03-08T10:04:59Z"),
                event("edge", "page_view", "v", "2026-03-01T10:00:00Z"),
                event("old", "page_view", "v", "2026-03-01T09:59:59Z"),
                event("ahead", "page_view", "v", "2026-03-08T10:05:01Z"),
                event("forged", "purchase", "v", "2026-03-08T10:00:00Z", Map.of("value_minor", 1)),
                event("odd", "made_up", "v", "2026-03-08T10:00:00Z"),
                event("", "page_view", "v", "2026-03-08T10:00:00Z"),
                event("large", "page_view", "v", "2026-03-08T10:00:00Z", Map.of("x", "y".repeat(20_000))));
        assertEquals(2, tracker.accept(events, BROWSER));
        assertEquals(2, count(owner.store()));
        for (String reason :
                List.of("too_old", "in_the_future", "server_only_name", "unknown_name", "no_id", "too_large")) {
            assertEquals(1, counted(reason), reason);
        }
        assertEquals(2, counted("accepted"));
    }

    @Test
    void dropsBots() {
        for (String agent : List.of("Mozilla/5.0 (compatible; Googlebot/2.1)", "curl/8.5.0", "")) {
            assertEquals(0, tracker.accept(List.of(event("a", "page_view", "v", "2026-03-08T10:00:00Z")), agent));
        }
        tracker.note(event("b", "page_view", "v", "2026-03-08T10:00:00Z"), "bingbot");
        assertEquals(0, count(owner.store()));
        assertEquals(4, counted("bot"));
    }

    @Test
    void theServerMayNoteExposures() {
        tracker.note(
                event("x", "exposure", "v", "2026-03-08T10:00:00Z", Map.of("release", "r", "variant", "control")), "");
        assertEquals(1, count(owner.store()));
    }

    @Test
    void historyIsOfAnyAgeButValid() {
        assertEquals(
                2,
                tracker.append(List.of(
                        event("a", "page_view", "v", "2020-01-01T10:00:00Z"),
                        event("p", "purchase", "v", "2020-01-01T10:00:00Z", Map.of("order_id", 5)),
                        event("u", "made_up", "v", "2020-01-01T10:00:00Z"))));
        assertEquals(
                2,
                tracker.append(List.of(
                        event("a", "page_view", "v", "2020-01-01T10:00:00Z"),
                        event("p", "purchase", "v", "2020-01-01T10:00:00Z", Map.of("order_id", 5)))));
        assertEquals(2, count(owner.store()));
    }
}
