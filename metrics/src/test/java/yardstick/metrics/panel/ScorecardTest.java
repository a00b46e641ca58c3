package yardstick.metrics.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import yardstick.kernel.Money;
import yardstick.metrics.Panel.Effect;
import yardstick.metrics.Panel.Interval;
import yardstick.metrics.Panel.Scorecard;
import yardstick.metrics.Plan;
import yardstick.metrics.ReleaseReport;
import yardstick.metrics.Releases.Draft;
import yardstick.tracking.Tracker.Event;

/** A release beside its control group. */
class ScorecardTest extends PanelCase {

    /** All met it on 1 March, so a month later, and not today, is the time to judge who comes back. */
    @Test
    void aRepeatRateWaitsUntilBuyersHadTheTimeToComeBack() {
        Plan plan = Plan.standard().measuredBy("rpr", 7, Plan.Mode.GROUP);
        releases.create(new Draft("exp", "x", "growth", "y", Money.zero("CNY"), 50, null, plan), "mei");
        releases.ramp("exp", 50, "mei");
        releases.startedAt("exp", START, "mei");
        tracker.append(shoppers(new Random(3), 400));
        ReleaseReport.Verdict early = panel.report("exp").orElseThrow().verdict();
        assertEquals(ReleaseReport.Advice.KEEP_RUNNING, early.advice());
        assertEquals("metrics.verdict.rpr_immature", early.code());
        assertEquals(FIRST.plusDays(30), early.until());
        clock.advance(java.time.Duration.ofDays(30));
        assertNotEquals(
                "metrics.verdict.rpr_immature",
                panel.report("exp").orElseThrow().verdict().code());
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
}
