package yardstick.metrics.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExperimentTest {

    @Test
    void sampleRatiosOfPublishedCases() {
        assertEquals(
                2.0079e-5,
                SampleRatioCheck.of(new long[] {1000, 1200}, new double[] {.5, .5})
                        .p(),
                5e-10);
        assertEquals(
                .205903211,
                SampleRatioCheck.of(new long[] {135, 115}, new double[] {.5, .5})
                        .p(),
                1e-9);
        assertEquals(
                .647434186,
                SampleRatioCheck.of(new long[] {310, 98}, new double[] {.75, .25})
                        .p(),
                1e-9);
        double[] thirds = {.34, .33, .33};
        assertEquals(
                .000592638,
                SampleRatioCheck.of(new long[] {500, 500, 600}, thirds).p(),
                1e-9);
    }

    @Test
    void anArmWithoutWeightIsLeftOut() {
        assertEquals(
                SampleRatioCheck.of(new long[] {1000, 1200}, new double[] {.5, .5}),
                SampleRatioCheck.of(new long[] {1000, 7, 1200}, new double[] {.5, 0, .5}));
        assertEquals(
                1, SampleRatioCheck.of(new long[] {5, 0}, new double[] {1, 0}).p());
        assertEquals(
                1, SampleRatioCheck.of(new long[] {0, 0}, new double[] {1, 1}).p());
    }

    /** 1, 2, 3, 4, 5: mean 3, variance 2.5, error sqrt(0.5), t(0.975; 4) = 2.776445. */
    @Test
    void meanByHand() {
        Estimate mean = new Moments(5, 15, 55).estimate().orElseThrow();
        assertEquals(3, mean.value());
        assertEquals(Math.sqrt(0.5), mean.standardError(), 1e-15);
        assertEquals(
                3 - 2.7764451051977987 * Math.sqrt(0.5), mean.interval(0.95).low(), 1e-9);
        assertEquals(Optional.empty(), new Moments(1, 3, 9).estimate());
    }

    /** Wilson 10 of 100 at z = 1.959964: (0.055229, 0.174368). */
    @Test
    void wilsonByHand() {
        Range range = Wilson.interval(10, 100, 0.95).orElseThrow();
        assertEquals(0.0552291, range.low(), 5e-7);
        assertEquals(0.1743657, range.high(), 5e-6);
        assertEquals(0, Wilson.interval(0, 20, 0.95).orElseThrow().low());
        assertEquals(Optional.empty(), Wilson.interval(0, 0, 0.95));
        assertEquals(Optional.empty(), Wilson.interval(3, 2, 0.95));
    }

    /**
     * Three visitors, orders y = 1, 0, 2 and visits x = 2, 1, 3: ratio 1/2, residuals y - x/2 = 0, -1/2, 1/2 with
     * variance 1/4, error sqrt(1/4 / 3) / 2.
     */
    @Test
    void ratioByHand() {
        Estimate ratio = new RatioMoments(3, 3, 6, 5, 14, 8).estimate().orElseThrow();
        assertEquals(0.5, ratio.value());
        assertEquals(Math.sqrt(0.25 / 3) / 2, ratio.standardError(), 1e-15);
    }

    @Test
    void aRatioWithConstantDenominatorIsAMean() {
        Estimate ratio = new RatioMoments(5, 15, 5, 55, 5, 15).estimate().orElseThrow();
        Estimate mean = new Moments(5, 15, 55).estimate().orElseThrow();
        assertEquals(mean.value(), ratio.value());
        assertEquals(mean.standardError(), ratio.standardError(), 1e-15);
    }

    /** Control 10 +- 3 (df 9), treatment 15 +- 4 (df 19): difference 5 +- 5, df 625 / (81/9 + 256/19). */
    @Test
    void comparisonByHand() {
        Comparison comparison = Comparison.of(new Estimate(10, 3, 9), new Estimate(15, 4, 19));
        assertEquals(5, comparison.difference().value());
        assertEquals(5, comparison.difference().standardError());
        assertEquals(625 / (81 / 9.0 + 256 / 19.0), comparison.difference().degrees(), 1e-12);
        Estimate relative = comparison.relative().orElseThrow();
        assertEquals(0.5, relative.value());
        assertEquals(Math.sqrt(16 / 100.0 + 225 * 9 / 1e4), relative.standardError(), 1e-15);
        assertEquals(
                Optional.empty(),
                Comparison.of(new Estimate(0, 1, 9), new Estimate(1, 1, 9)).relative());
    }

    /** Visitors with their own propensity and number of visits: counting visits as independent would cover too little. */
    @Test
    void deltaMethodCoversTheTruthWhenVisitsOfAVisitorAreAlike() {
        Random random = new Random(11);
        int runs = 1_500;
        int covered = 0;
        for (int run = 0; run < runs; run++) {
            covered += sample(random, 600).interval(0.95).contains(0.2) ? 1 : 0;
        }
        assertTrue(covered > 0.935 * runs && covered < 0.965 * runs, covered + " of " + runs);
    }

    private static Estimate sample(Random random, int visitors) {
        double[] sums = new double[5];
        for (int i = 0; i < visitors; i++) {
            double propensity = random.nextBoolean() ? 0.05 : 0.35;
            int visits = 1 + random.nextInt(8);
            int orders = 0;
            for (int visit = 0; visit < visits; visit++) {
                orders += random.nextDouble() < propensity ? 1 : 0;
            }
            sums[0] += orders;
            sums[1] += visits;
            sums[2] += orders * orders;
            sums[3] += visits * visits;
            sums[4] += orders * visits;
        }
        return new RatioMoments(visitors, sums[0], sums[1], sums[2], sums[3], sums[4])
                .estimate()
                .orElseThrow();
    }

    @Test
    void nothingThatVariesHasNoDoubt() {
        assertEquals(1, new Estimate(0, 0, 5).p());
        assertEquals(0, new Estimate(1, 0, 5).p());
        assertFalse(new Range(0, 1).contains(1.5));
    }
}
