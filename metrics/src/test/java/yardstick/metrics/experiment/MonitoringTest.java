package yardstick.metrics.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MonitoringTest {

    /** Published bounds for five equally spaced looks, two-sided 0.05. */
    @Test
    void boundsOfFiveLooks() {
        double[] published = {4.8769, 3.3569, 2.6803, 2.2898, 2.0310};
        List<Double> bounds = GroupBounds.bounds(5, 0.05);
        for (int i = 0; i < published.length; i++) {
            assertEquals(published[i], bounds.get(i), 1e-3);
        }
        assertEquals(1.959964, GroupBounds.bounds(1, 0.05).getFirst(), 1e-5);
    }

    /** Nothing differs, 28 daily looks at 1,000 users each: how often does any look claim a difference? */
    @Test
    void lookingOftenMisleadsOnlyTheFixedInterval() {
        int looks = 28;
        List<Double> bounds = GroupBounds.bounds(looks, 0.05);
        Monitoring always = Monitoring.of("always", looks);
        Random random = new Random(5);
        int runs = 2_000;
        int fixedAlarms = 0;
        int groupAlarms = 0;
        int alwaysAlarms = 0;
        for (int run = 0; run < runs; run++) {
            boolean fixed = false;
            boolean group = false;
            boolean any = false;
            double sum = 0;
            for (int look = 1; look <= looks; look++) {
                double n = 2_000.0 * look;
                sum += Math.sqrt(2_000) * random.nextGaussian();
                Estimate estimate = Estimate.normal(sum / n, 1 / Math.sqrt(n));
                fixed |= !estimate.interval(0.95).contains(0);
                any |= !always.interval(estimate, n, 0.95).contains(0);
                group |= Math.abs(estimate.value() / estimate.standardError()) > bounds.get(look - 1);
            }
            fixedAlarms += fixed ? 1 : 0;
            groupAlarms += group ? 1 : 0;
            alwaysAlarms += any ? 1 : 0;
        }
        assertTrue(fixedAlarms > 0.2 * runs, "fixed " + fixedAlarms);
        assertTrue(groupAlarms < 0.065 * runs, "group " + groupAlarms);
        assertTrue(alwaysAlarms < 0.05 * runs, "always " + alwaysAlarms);
        assertTrue(bounds.getLast() / 1.959964 < 1.10, "final look " + bounds.getLast());
    }

    /** Proportion 5 %, effect 0.5 points, 80 % power: (1.959964 + 0.841621)^2 x 4 x 0.0475 / 0.005^2. */
    @Test
    void powerByHand() {
        Power power = new Power(0.05, 0.8, 0.5);
        assertEquals(59_652, power.units(0.0475, 0.005));
        assertEquals(0.005, power.effect(0.0475, 59_652), 1e-7);
    }
}
