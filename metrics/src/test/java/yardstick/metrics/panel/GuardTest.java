package yardstick.metrics.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import yardstick.kernel.Money;
import yardstick.metrics.Panel.Scorecard;
import yardstick.metrics.Plan;
import yardstick.metrics.Release;
import yardstick.metrics.Releases.Draft;
import yardstick.tracking.Tracker.Event;

/** What happens by itself: stored statistics and guardrails. */
class GuardTest extends PanelCase {

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
}
