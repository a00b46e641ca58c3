package yardstick.metrics.observation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yardstick.kernel.Money;
import yardstick.kernel.Outcome;
import yardstick.kernel.Setting;
import yardstick.kernel.Settings;
import yardstick.kernel.VisitorId;
import yardstick.metrics.Observations.Dimension;
import yardstick.metrics.Observations.Place;
import yardstick.metrics.Observations.Reach;
import yardstick.metrics.Observations.Report;
import yardstick.metrics.Panel.Interval;
import yardstick.metrics.Plan;
import yardstick.metrics.Releases.Draft;
import yardstick.metrics.release.DefaultReleases;
import yardstick.metrics.release.FlagSnapshot;
import yardstick.testkit.FixedClock;
import yardstick.testkit.TestDatabase;
import yardstick.tracking.Facts;
import yardstick.tracking.Tracker.Event;
import yardstick.tracking.intake.DefaultTracker;
import yardstick.tracking.intake.IntakeCounts;
import yardstick.tracking.metric.DefaultFacts;
import yardstick.tracking.store.StoreOwner;

/** Ten weeks of visits in ten categories; two of them get something in the seventh week. */
class DefaultObservationsTest {

    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
    private static final LocalDate BEGUN = LocalDate.parse("2026-02-16");
    private static final int WEEKS = 10;

    @TempDir
    Path data;

    private final TestDatabase database = TestDatabase.with("tracking", "metrics");
    private final FixedClock clock = new FixedClock("2026-03-16T10:00:00Z");
    private final DefaultReleases releases = new DefaultReleases(database, clock, new FlagSnapshot(database));
    private StoreOwner owner;
    private Facts facts;
    private DefaultTracker tracker;
    private DefaultObservations observations;

    @BeforeEach
    void open() {
        Settings settings = Settings.of(Map.of(Setting.DATA_DIR, data.toString()));
        owner = new StoreOwner(settings, clock);
        tracker = new DefaultTracker(owner, new IntakeCounts(database, clock), clock);
        facts = new DefaultFacts(database, owner, settings);
        observations =
                new DefaultObservations(database, releases, facts, new DefaultObservations.Standing(settings, clock));
        releases.create(new Draft("shelf", "x", "growth", "y", Money.zero("CNY"), 100, null, Plan.standard()), "mei");
    }

    @AfterEach
    void close() {
        owner.close();
    }

    private static Event event(String id, String name, Instant at, Map<String, Object> parameters) {
        String visitor = id.substring(0, id.indexOf('/'));
        return new Event(id, name, new VisitorId(visitor), at, "/", "en", "", parameters);
    }

    /** @param effect on the share that buys; {@code trend} of the treated categories by week, from the beginning */
    private void shop(double effect, double trend) {
        Random random = new Random(4);
        List<Event> events = new ArrayList<>();
        long order = 0;
        for (int week = 0; week < WEEKS; week++) {
            for (int category = 0; category < 10; category++) {
                boolean treated = category < 2;
                double rate = 0.2 + 0.01 * week + (treated ? trend * week + (week >= 6 ? effect : 0) : 0);
                for (int i = 0; i < 60; i++) {
                    String visitor = "w" + week + "c" + category + "v" + i;
                    Instant at = START.plusSeconds(week * 604_800L + random.nextInt(600_000));
                    events.add(event(visitor + "/v", "page_view", at, Map.of("category", "c" + category)));
                    // Regular, so that the planted trends are what there is to see.
                    if (i < 60 * rate) {
                        Map<String, Object> sold = Map.of("order_id", ++order, "value_minor", 1_000, "currency", "CNY");
                        events.add(event(visitor + "/p", "purchase", at.plusSeconds(90), sold));
                    }
                }
            }
        }
        tracker.append(events);
        observations.enter(
                "shelf",
                new Reach(Dimension.CATEGORY, 7, List.of(new Place("c0", BEGUN), new Place("c1", BEGUN))),
                "mei");
    }

    private Report report() {
        return switch (observations.report("shelf")) {
            case Outcome.Done<Report>(Report report) -> report;
            case Outcome.Refused<Report>(var refusal) -> throw new AssertionError(refusal);
        };
    }

    @Test
    void countsVisitsAndTheirOrdersByPartAndDay() {
        shop(0, 0);
        List<Facts.Cell> cells =
                facts.cells("category", LocalDate.parse("2026-01-05"), LocalDate.parse("2026-01-11"), "CNY");
        assertEquals(600, cells.stream().mapToLong(Facts.Cell::visits).sum());
        assertEquals(120, cells.stream().mapToLong(Facts.Cell::orders).sum());
        assertEquals(120_000, cells.stream().mapToLong(Facts.Cell::revenueMinor).sum());
    }

    /** A tenth more visits end in an order of 10.00: 1.00 per visit. */
    @Test
    void findsThePlantedEffectAndItsWorth() {
        shop(0.1, 0);
        Report report = report();
        assertEquals(LocalDate.parse("2026-03-15"), report.to());
        assertEquals(2, report.treated());
        assertEquals(8, report.others());
        assertEquals("revenue_per_visit", report.rows().getFirst().metric());
        assertEquals(100, report.rows().getFirst().effect(), 5);
        assertEquals(100, report.rows().getFirst().synthetic(), 10);
        assertTrue(report.believable(), report.rows()::toString);
        Interval monthly = report.monthly();
        assertNotNull(monthly);
        // 120 visits a week have it: 514 in thirty days.
        assertEquals(100 * 514, (monthly.low() + monthly.high()) / 2, 5_000);
        assertTrue(report.events().stream().anyMatch(point -> point.period() == 0));
    }

    @Test
    void partsThatWereOnTheirWayUpGetAWarningAndNoMoney() {
        shop(0, 0.03);
        Report report = report();
        assertTrue(!report.believable(), report.rows()::toString);
        assertNull(report.monthly());
    }

    @Test
    void refusesWhatCannotBeCompared() {
        assertInstanceOf(Outcome.Refused.class, observations.report("shelf"));
        LocalDate tomorrow = LocalDate.parse("2026-03-17");
        assertInstanceOf(
                Outcome.Refused.class,
                observations.enter(
                        "shelf", new Reach(Dimension.DEVICE, 1, List.of(new Place("mobile", tomorrow))), "mei"));
        observations.enter("shelf", new Reach(Dimension.DEVICE, 1, List.of(new Place("mobile", BEGUN))), "mei");
        assertEquals(Dimension.DEVICE, observations.reach("shelf").orElseThrow().dimension());
        assertInstanceOf(Outcome.Refused.class, observations.report("shelf"));
    }
}
