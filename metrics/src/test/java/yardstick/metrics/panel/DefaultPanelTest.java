package yardstick.metrics.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
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
import yardstick.kernel.Setting;
import yardstick.kernel.Settings;
import yardstick.kernel.VisitorId;
import yardstick.metrics.Panel;
import yardstick.metrics.Panel.Effect;
import yardstick.metrics.Panel.Interval;
import yardstick.metrics.Panel.Kpi;
import yardstick.metrics.Panel.Scorecard;
import yardstick.metrics.Panel.Summary;
import yardstick.metrics.Plan;
import yardstick.metrics.Release;
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

class DefaultPanelTest {

    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final LocalDate FIRST = LocalDate.parse("2026-03-01");

    @TempDir
    Path data;

    private final TestDatabase database = TestDatabase.with("tracking", "metrics");
    private final FixedClock clock = new FixedClock("2026-03-08T10:00:00Z");
    private final DefaultReleases releases = new DefaultReleases(database, clock, new FlagSnapshot(database));
    private StoreOwner owner;
    private DefaultTracker tracker;
    private DefaultPanel panel;
    private Measurements measurements;

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

    private void order(long id, Long customer, long minor, Instant at) {
        database.execute(handle -> handle.execute(
                "INSERT INTO tracking.order_fact VALUES (?, ?, 'CNY', ?, ?, NULL, 'shop')",
                id,
                customer,
                minor,
                at.atOffset(java.time.ZoneOffset.UTC)));
    }

    @Test
    void anEmptyShopHasNoRatesRatherThanZeros() {
        Summary summary = panel.summary(FIRST, FIRST.plusDays(1));
        assertEquals(new Kpi(null, null), summary.atv());
        assertEquals(new Kpi(null, null), summary.cvr());
        assertEquals(new Kpi(null, null), summary.rpr());
        assertEquals(2, summary.days().size());
        assertThrows(IllegalArgumentException.class, () -> panel.summary(FIRST, FIRST.minusDays(1)));
    }

    /** Orders of 100, 200, 300: mean 200, error 100 / sqrt 3, t(0.975; 2) = 4.302653. One of two buyers came back. */
    @Test
    void aHistoryInAnotherCurrencyIsShownInItsOwn() {
        order(1, 7L, 100, START);
        database.execute(handle -> handle.execute("UPDATE tracking.order_fact SET currency = 'GBP'"));
        Summary summary = panel.summary(FIRST, FIRST.plusDays(1));
        assertEquals("GBP", summary.currency());
        assertEquals(1, summary.orders());
        assertEquals(1, summary.buyers());
        order(2, 7L, 200, START);
        assertEquals("CNY", panel.summary(FIRST, FIRST.plusDays(1)).currency());
    }

    @Test
    void summaryByHand() {
        order(1, 7L, 100, START);
        order(2, 7L, 200, START.plusSeconds(86_400));
        order(3, 8L, 300, START.plusSeconds(90_000));
        tracker.append(List.of(view("a", START), view("b", START), view("c", START), purchase(1, "a", 100, START)));
        Summary summary = panel.summary(FIRST, FIRST.plusDays(2));
        assertEquals(3, summary.orders());
        assertEquals(600, summary.revenueMinor());
        assertEquals(200.0, summary.atv().value());
        Interval atv = summary.atv().interval();
        assertNotNull(atv);
        assertEquals(200 - 4.302652729749464 * 100 / Math.sqrt(3), atv.low(), 1e-9);
        assertEquals(0.5, summary.rpr().value());
        assertEquals(1.0 / 3, summary.cvr().value());
        assertEquals(new Kpi(100.0, null), summary.days().getFirst().atv());
        assertNull(summary.days().getLast().atv().value());
        assertEquals(2, summary.days().get(1).buyers());
        assertEquals(0.0, summary.days().get(1).rpr().value(), "nobody bought twice on that day");
        assertNull(summary.days().getLast().rpr().value());
    }

    private static Event event(String id, String name, String visitor, Instant at, Map<String, Object> parameters) {
        return new Event(id, name, new VisitorId(visitor), at, "/", "en", "", parameters);
    }

    private static Event view(String visitor, Instant at) {
        return event("v" + visitor + at, "page_view", visitor, at, Map.of());
    }

    private static Event purchase(long order, String visitor, long minor, Instant at) {
        return event(
                "p" + order,
                "purchase",
                visitor,
                at,
                Map.of("order_id", order, "value_minor", minor, "currency", "CNY"));
    }

    private void run(String key, int percent) {
        releases.create(new Draft(key, "x", "growth", "y", Money.zero("CNY"), percent, null, Plan.standard()), "mei");
        releases.ramp(key, percent, "mei");
        releases.startedAt(key, START, "mei");
    }

    @Test
    void anUnknownReleaseHasNoScorecardAndADraftAnEmptyOne() {
        assertTrue(panel.scorecard("nothing").isEmpty());
        releases.create(new Draft("draft", "x", "growth", "y", Money.zero("CNY"), 50, null, Plan.standard()), "mei");
        Scorecard scorecard = panel.scorecard("draft").orElseThrow();
        assertEquals(7, scorecard.effects().size());
        assertNull(scorecard.effects().getFirst().difference());
    }

    /** Every number of the scorecard against SQL that shares nothing with the code under test but the raw events. */
    @Test
    void scorecardEqualsIndependentSql() {
        run("exp", 50);
        tracker.append(shoppers(new Random(3), 400));
        Scorecard scorecard = panel.scorecard("exp").orElseThrow();
        assertFalse(scorecard.sampleRatio().mismatch());
        Map<String, Object> truth = owner.store().analyse("""
                WITH x AS (SELECT visitor, min(variant) AS variant, min(occurred_at) AS since FROM events
                           WHERE name = 'exposure' GROUP BY visitor HAVING min(variant) = max(variant)),
                o AS (SELECT x.variant, x.visitor, count(e.order_id)::DOUBLE AS y, coalesce(sum(e.value_minor), 0)::DOUBLE AS r
                      FROM x LEFT JOIN (SELECT * FROM events WHERE name = 'purchase') e
                        ON e.visitor = x.visitor AND e.occurred_at >= x.since GROUP BY ALL),
                arm AS (SELECT variant, count(*) AS n, sum(r) / sum(y) AS ratio, avg(y) AS m,
                               count(*) FILTER (y >= 2) / count(*) FILTER (y >= 1) AS rpr FROM o GROUP BY variant),
                err AS (SELECT o.variant, sqrt(var_samp(o.r - arm.ratio * o.y) / any_value(arm.n)) / any_value(arm.m) AS se
                        FROM o JOIN arm USING (variant) GROUP BY o.variant),
                both_arms AS (SELECT * FROM arm JOIN err USING (variant))
                SELECT t.n AS nt, c.n AS nc, t.ratio AS atv_t, c.ratio AS atv_c, sqrt(t.se * t.se + c.se * c.se) AS se,
                       t.rpr AS rpr_t, c.rpr AS rpr_c
                FROM both_arms t, both_arms c WHERE t.variant = 'treatment' AND c.variant = 'control'""").getFirst();
        Effect atv = scorecard.effects().getFirst();
        assertEquals(truth.get("nt"), scorecard.sampleRatio().treatment());
        assertEquals(truth.get("nc"), scorecard.sampleRatio().control());
        assertEquals(number(truth, "atv_t"), number(atv.treatment()), 1e-9);
        assertEquals(number(truth, "atv_c"), number(atv.control()), 1e-9);
        Interval interval = atv.interval();
        assertNotNull(interval);
        assertEquals(1.96 * number(truth, "se"), (interval.high() - interval.low()) / 2, 0.02 * number(truth, "se"));
        Effect rpr = scorecard.effects().get(2);
        assertEquals(number(truth, "rpr_t") - number(truth, "rpr_c"), number(rpr.difference()), 1e-12);
        Effect cvr = scorecard.effects().get(1);
        assertEquals(number(owner.store().analyse("""
                        SELECT sum(orders) / count(*) AS cvr FROM sessions
                        WHERE visitor IN (SELECT visitor FROM events WHERE name = 'exposure' AND variant = 'treatment')
                        """).getFirst(), "cvr"), number(cvr.treatment()), 1e-12);
    }

    private static double number(Map<String, Object> row, String column) {
        return row.get(column) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    private static double number(@org.jspecify.annotations.Nullable Double value) {
        return value == null ? Double.NaN : value;
    }

    /** Each visit begins with the exposure, so all orders come after it. */
    private static List<Event> shoppers(Random random, int visitors) {
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

    @Test
    void reportsASampleRatioThatCannotBeChance() {
        run("skewed", 50);
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 220; i++) {
            String variant = i < 60 ? "control" : "treatment";
            events.add(event("x" + i, "exposure", "v" + i, START, Map.of("release", "skewed", "variant", variant)));
        }
        tracker.append(events);
        assertTrue(panel.scorecard("skewed").orElseThrow().sampleRatio().mismatch());
    }

    /** Stored rows are what is shown; the task brings them level, and equal events give equal rows. */
    @Test
    void theTaskKeepsStoredStatisticsLevelWithEvents() {
        run("exp", 50);
        List<Event> events = shoppers(new Random(5), 300);
        tracker.append(events.subList(0, events.size() / 2));
        Scorecard early = panel.scorecard("exp").orElseThrow();
        tracker.append(events.subList(events.size() / 2, events.size()));
        assertEquals(early, panel.scorecard("exp").orElseThrow(), "stored figures are shown until the task ran");
        clock.advance(java.time.Duration.ofMinutes(1));
        measurements.run();
        Scorecard late = panel.scorecard("exp").orElseThrow();
        assertTrue(late.sampleRatio().control() > early.sampleRatio().control());
        List<String> rows = stored();
        measurements.recompute(java.util.List.of(releases.split("exp").orElseThrow()));
        assertEquals(rows, stored(), "recomputation rewrites nothing when nothing changed");
        assertEquals(late, panel.scorecard("exp").orElseThrow());
    }

    /** Every row with its version. */
    private List<String> stored() {
        return database.read(
                handle -> handle.createQuery("SELECT xmin::text || s::text FROM metrics.release_statistic s ORDER BY 1")
                        .mapTo(String.class)
                        .list());
    }

    /** A visitor's past explains part of the present: the interval shrinks by about the squared correlation. */
    @Test
    void whatVisitorsSpentBeforeNarrowsTheInterval() {
        run("exp", 50);
        Random random = new Random(9);
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            String visitor = "v" + i;
            int usual = 1_000 + random.nextInt(20_000);
            String variant = i % 2 == 0 ? "treatment" : "control";
            events.add(purchase(10_000 + i, visitor, usual, START.minusSeconds(86_400)));
            events.add(event(
                    "x" + i, "exposure", visitor, START.plusSeconds(10), Map.of("release", "exp", "variant", variant)));
            events.add(purchase(20_000 + i, visitor, usual + random.nextInt(2_000), START.plusSeconds(90)));
        }
        tracker.append(events);
        Interval interval =
                panel.scorecard("exp").orElseThrow().effects().getFirst().interval();
        assertNotNull(interval);
        double spread = number(owner.store().analyse("""
                SELECT stddev_samp(value_minor) AS s FROM events WHERE name = 'purchase' AND order_id >= 20000""").getFirst(), "s");
        double raw = 1.96 * spread * Math.sqrt(2.0 / 300);
        assertTrue((interval.high() - interval.low()) / 2 < 0.15 * raw, interval + " against " + raw);
    }

    /** Checkouts of the treatment end in nothing from now on; both tasks run at their own pace. */
    @Test
    void aBreachedGuardrailStopsTheReleaseWithinAMinute() {
        releases.create(new Draft("guarded", "x", "growth", "y", Money.zero("CNY"), 50, null, Plan.standard()), "mei");
        releases.ramp("guarded", 50, "mei");
        Guard guard = new Guard(releases, measurements);
        measurements.run();
        clock.advance(java.time.Duration.ofMinutes(30));
        List<Event> events = new java.util.ArrayList<>();
        Instant before = clock.instant().minusSeconds(600);
        for (int i = 0; i < 1_200; i++) {
            String visitor = "g" + i;
            boolean treated = i % 2 == 0;
            events.add(event(
                    visitor + "x",
                    "exposure",
                    visitor,
                    before,
                    Map.of("release", "guarded", "variant", treated ? "treatment" : "control")));
            events.add(event(visitor + "b", "begin_checkout", visitor, before.plusSeconds(1), Map.of()));
            if (i % 10 < 9 && !treated || i % 10 == 2) {
                events.add(purchase(9_000 + i, visitor, 500, before.plusSeconds(2)));
            }
        }
        tracker.append(events);
        int waited = 0;
        while (waited <= 60 && releases.byKey("guarded").orElseThrow().state() == Release.State.RUNNING) {
            clock.advance(java.time.Duration.ofSeconds(5));
            waited += 5;
            measurements.run();
            if (waited % guard.period().toSeconds() == 0) {
                guard.run();
            }
        }
        assertEquals(
                Release.State.STOPPED, releases.byKey("guarded").orElseThrow().state());
        assertTrue(waited <= 60, waited + " s");
        assertTrue(releases.history("guarded").stream()
                .anyMatch(change -> change.what().contains("guardrail:checkout_completion")));
    }

    /** An experiment of 28 days on last weeks' visitors: twice the visitors find an effect smaller by the root of two. */
    @Test
    void theOutlookComesFromTheShopsOwnVisitors() {
        List<Event> events = new java.util.ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            Instant at = START.plusSeconds(i * 300L);
            events.add(view("o" + i, at));
            if (i % 10 == 0) {
                events.add(purchase(20_000 + i, "o" + i, 500, at.plusSeconds(60)));
            }
        }
        tracker.append(events);
        clock.advance(java.time.Duration.ofDays(1));
        Panel.Outlook outlook = panel.outlook("cvr", 0.2, 0.5);
        Panel.Outlook.Evening last = outlook.evenings().getLast();
        // share .1 of n visitors: se of the difference 2 sqrt(.09 / n), found with 2.8016 of it
        assertEquals(2.80158 * 2 * Math.sqrt(0.09 / last.visitors()) / 0.1, last.detectable(), 0.01);
        assertEquals(2_000, last.visitors());
        assertTrue(outlook.days() != null && outlook.days() > last.day(), outlook::toString);
        assertEquals(1, outlook.evenings().getFirst().day());
    }
}
