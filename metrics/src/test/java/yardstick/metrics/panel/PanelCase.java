package yardstick.metrics.panel;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import yardstick.kernel.Money;
import yardstick.kernel.Setting;
import yardstick.kernel.Settings;
import yardstick.kernel.VisitorId;
import yardstick.metrics.Plan;
import yardstick.metrics.Releases.Draft;
import yardstick.metrics.release.DefaultReleases;
import yardstick.metrics.release.FlagSnapshot;
import yardstick.testkit.FixedClock;
import yardstick.testkit.TestDatabase;
import yardstick.tracking.Tracker.Event;
import yardstick.tracking.intake.DefaultTracker;
import yardstick.tracking.intake.IntakeCounts;
import yardstick.tracking.metric.DefaultFacts;
import yardstick.tracking.store.StoreOwner;

/** A shop with releases and an event store of its own. */
abstract class PanelCase {

    static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    static final LocalDate FIRST = LocalDate.parse("2026-03-01");

    @TempDir
    Path data;

    final TestDatabase database = TestDatabase.with("tracking", "metrics");
    final FixedClock clock = new FixedClock("2026-03-08T10:00:00Z");
    final DefaultReleases releases = new DefaultReleases(database, clock, new FlagSnapshot(database));
    StoreOwner owner;
    DefaultTracker tracker;
    DefaultPanel panel;
    Measurements measurements;

    @BeforeEach
    void open() {
        Settings settings = Settings.of(Map.of(Setting.DATA_DIR, data.toString()));
        owner = new StoreOwner(settings, clock);
        tracker = new DefaultTracker(owner, new IntakeCounts(database, clock), clock);
        DefaultFacts facts = new DefaultFacts(database, owner, settings);
        measurements = new Measurements(new StatisticStore(database, clock), facts, releases, settings);
        panel = new DefaultPanel(facts, releases, settings, measurements);
    }

    @AfterEach
    void close() {
        owner.close();
    }

    void order(long id, Long customer, long minor, Instant at) {
        database.execute(handle -> handle.execute(
                "INSERT INTO tracking.order_fact VALUES (?, ?, 'CNY', ?, ?, NULL, 'shop')",
                id,
                customer,
                minor,
                at.atOffset(java.time.ZoneOffset.UTC)));
    }

    static Event event(String id, String name, String visitor, Instant at, Map<String, Object> parameters) {
        return new Event(id, name, new VisitorId(visitor), at, "/", "en", "", parameters);
    }

    static Event view(String visitor, Instant at) {
        return event("v" + visitor + at, "page_view", visitor, at, Map.of());
    }

    static Event purchase(long order, String visitor, long minor, Instant at) {
        return event(
                "p" + order,
                "purchase",
                visitor,
                at,
                Map.of("order_id", order, "value_minor", minor, "currency", "CNY"));
    }

    void run(String key, int percent) {
        releases.create(new Draft(key, "x", "growth", "y", Money.zero("CNY"), percent, null, Plan.standard()), "mei");
        releases.ramp(key, percent, "mei");
        releases.startedAt(key, START, "mei");
    }

    /** Each visit begins with the exposure, so all orders come after it. */
    static List<Event> shoppers(Random random, int visitors) {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < visitors; i++) {
            String visitor = "v" + i;
            String variant = i % 2 == 0 ? "treatment" : "control";
            int visits = 1 + random.nextInt(3);
            for (int visit = 0; visit < visits; visit++) {
                Instant at = START.plusSeconds(visit * 86_400L + random.nextInt(80_000));
                events.add(event(
                        "x" + i + "-" + visit, "exposure", visitor, at, Map.of("release", "exp", "variant", variant)));
                events.add(view(visitor, at.plusSeconds(1)));
                if (random.nextInt(3) == 0) {
                    long order = i * 10L + visit;
                    events.add(purchase(order, visitor, 1_000 + random.nextInt(5_000), at.plusSeconds(60)));
                }
            }
        }
        return events;
    }
}
