package yardstick.metrics.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class EngineTest {

    /** Published case: chance to win 0.60918 with risks 0.0814 and 0.04058; mean and deviation follow from two of them. */
    @Test
    void beliefOfAPublishedCase() {
        double z = Distributions.normalQuantile(0.60918);
        double unit = new Belief(z, 1).riskOfControl();
        double deviation = 0.0814 / unit;
        Belief belief = new Belief(z * deviation, deviation);
        assertEquals(0.60918, belief.chanceToWin(), 1e-9);
        assertEquals(0.0814, belief.riskOfControl(), 1e-9);
        assertEquals(0.04058, belief.riskOfTreatment(), 2e-5);
        Belief pulled = belief.withPrior(0, deviation);
        assertEquals(belief.mean() / 2, pulled.mean(), 1e-12);
        assertEquals(deviation / Math.sqrt(2), pulled.deviation(), 1e-12);
    }

    /** Holm 1979 and Benjamini-Hochberg by hand: 0.01, 0.04, 0.03, 0.005. */
    @Test
    void adjustedByHand() {
        double[] p = {0.01, 0.04, 0.03, 0.005};
        assertArrayEquals(new double[] {0.03, 0.06, 0.06, 0.02}, Multiplicity.holm(p), 1e-15);
        assertArrayEquals(new double[] {0.02, 0.04, 0.04, 0.02}, Multiplicity.benjaminiHochberg(p), 1e-15);
    }

    /** Cells 10, 12, 13, 18: each alone +2 and +3, together +8, so 3 more than the sum. */
    @Test
    void interactionByHand() {
        Factorial factorial = Factorial.of(
                Estimate.normal(10, 1), Estimate.normal(12, 1), Estimate.normal(13, 1), Estimate.normal(18, 1));
        assertEquals(Estimate.normal(3.5, 1), factorial.first());
        assertEquals(Estimate.normal(4.5, 1), factorial.second());
        assertEquals(Estimate.normal(3, 2), factorial.interaction());
        assertEquals(2, factorial.firstAlone().value());
        assertEquals(Math.sqrt(2), factorial.secondAlone().standardError(), 1e-15);
    }

    private static RatioSample sample(double[] y, double[] x, double[] p) {
        double[] s = new double[8];
        for (int i = 0; i < y.length; i++) {
            double[] add = {y[i], x[i], y[i] * y[i], x[i] * x[i], x[i] * y[i], p[i], p[i] * p[i], y[i] * p[i]};
            for (int j = 0; j < s.length; j++) {
                s[j] += add[j];
            }
        }
        double xp = 0;
        for (int i = 0; i < y.length; i++) {
            xp += x[i] * p[i];
        }
        return new RatioSample(
                y.length,
                new RatioSample.Part(s[0], s[2], s[7]),
                new RatioSample.Part(s[1], s[3], xp),
                s[4],
                new RatioSample.Covariate(s[5], s[6]));
    }

    /** The same adjustment from sums and unit by unit, for a ratio and a mean. */
    @Test
    void sumsSayWhatTheUnitsSay() {
        Random random = new Random(4);
        double[][] arms = new double[6][300];
        for (int i = 0; i < 300; i++) {
            for (int arm = 0; arm < 2; arm++) {
                double usual = random.nextDouble() * 100;
                arms[arm * 3][i] = usual * (1 + random.nextInt(3)) + random.nextGaussian() * 5;
                arms[arm * 3 + 1][i] = 1 + random.nextInt(3);
                arms[arm * 3 + 2][i] = usual;
            }
        }
        ArmSample.Adjusted units = ArmSample.adjust(
                ArmSample.ratio(arms[0], arms[1], arms[2]), ArmSample.ratio(arms[3], arms[4], arms[5]));
        RatioSample.Adjusted sums =
                RatioSample.adjust(sample(arms[0], arms[1], arms[2]), sample(arms[3], arms[4], arms[5]));
        assertEquals(units.treatment().value(), sums.treatment().value(), 1e-9);
        assertEquals(units.control().standardError(), sums.control().standardError(), 1e-9);
        assertEquals(units.varianceReduction(), sums.varianceReduction(), 1e-9);
        assertTrue(sums.varianceReduction() > 0.3, "reduction " + sums.varianceReduction());
    }

    /** The adjustment removes the squared correlation, and an uninformative covariate costs next to nothing. */
    @Test
    void reductionIsTheSquaredCorrelation() {
        Random random = new Random(8);
        int n = 20_000;
        double[][] y = new double[2][n];
        double[][] p = new double[2][n];
        double[][] noise = new double[2][n];
        for (int arm = 0; arm < 2; arm++) {
            for (int i = 0; i < n; i++) {
                p[arm][i] = random.nextGaussian();
                y[arm][i] = 0.6 * p[arm][i] + 0.8 * random.nextGaussian();
                noise[arm][i] = random.nextGaussian();
            }
        }
        assertEquals(
                0.36,
                ArmSample.adjust(ArmSample.mean(y[0], p[0]), ArmSample.mean(y[1], p[1]))
                        .varianceReduction(),
                0.01);
        double none = ArmSample.adjust(ArmSample.mean(y[0], noise[0]), ArmSample.mean(y[1], noise[1]))
                .varianceReduction();
        assertTrue(none > -0.005 && none < 0.002, "reduction " + none);
    }

    /** 28 evenings: an honest split alarms in at most 0.1 % of runs, 49 to 51 of 200,000 practically always. */
    @Test
    void sampleRatioMayBeLookedAtEveryEvening() {
        Random random = new Random(2);
        int alarms = 0;
        int found = 0;
        for (int run = 0; run < 3_000; run++) {
            alarms += SequentialRatioCheck.of(evenings(random, 0.5), new double[] {1, 1})
                            .mismatch()
                    ? 1
                    : 0;
        }
        for (int run = 0; run < 200; run++) {
            found += SequentialRatioCheck.of(evenings(random, 0.49), new double[] {1, 1})
                            .mismatch()
                    ? 1
                    : 0;
        }
        assertTrue(alarms <= 6, "false alarms " + alarms);
        assertTrue(found >= 198, "found " + found);
        assertFalse(SequentialRatioCheck.of(List.of(), new double[] {1, 1}).mismatch());
    }

    private static List<long[]> evenings(Random random, double share) {
        List<long[]> looks = new ArrayList<>();
        long[] counts = new long[2];
        int daily = 200_000 / 28;
        for (int day = 0; day < 28; day++) {
            long left = Math.round(daily * share + random.nextGaussian() * Math.sqrt(daily * share * (1 - share)));
            counts[0] += left;
            counts[1] += daily - left;
            looks.add(counts.clone());
        }
        return looks;
    }

    /** One device loses a twentieth of its treatment visitors: it is named, in practically every run. */
    @Test
    void namesTheDimensionThatDrivesAMismatch() {
        Random random = new Random(6);
        int named = 0;
        for (int run = 0; run < 200; run++) {
            Map<String, Map<String, long[]>> counts = new LinkedHashMap<>();
            for (String dimension : List.of("language", "device", "channel")) {
                counts.put(dimension, new LinkedHashMap<>());
            }
            for (int i = 0; i < 60_000; i++) {
                String device = random.nextInt(3) == 0 ? "tablet" : "mobile";
                int arm = random.nextInt(2);
                if (arm == 1 && device.equals("tablet") && random.nextInt(10) == 0) {
                    continue;
                }
                add(counts, "device", device, arm);
                add(counts, "language", random.nextBoolean() ? "en" : "zh-CN", arm);
                add(counts, "channel", List.of("search", "direct", "social").get(random.nextInt(3)), arm);
            }
            MismatchSearch suspect =
                    MismatchSearch.among(counts, new double[] {1, 1}).orElse(null);
            named += suspect != null && suspect.segment().equals("tablet") ? 1 : 0;
        }
        assertTrue(named >= 190, "named in " + named + " of 200");
    }

    private static void add(Map<String, Map<String, long[]>> counts, String dimension, String segment, int arm) {
        counts.getOrDefault(dimension, Map.of()).computeIfAbsent(segment, name -> new long[2])[arm]++;
    }

    @Test
    void quantileCoversTheTruth() {
        Random random = new Random(3);
        int covered = 0;
        for (int run = 0; run < 1_000; run++) {
            double[] values = DoubleStream.generate(() -> -Math.log(1 - random.nextDouble()))
                    .limit(500)
                    .toArray();
            covered += Quantiles.of(values, 0.95).interval(0.95).contains(-Math.log(0.05)) ? 1 : 0;
        }
        assertTrue(covered >= 925 && covered <= 970, "covered " + covered);
        double[] one = {1, 2, 3};
        assertEquals(2, Quantiles.pooled(0.5, one));
        assertEquals(10, Quantiles.pooled(1, one, new double[] {10}));
        double[] values = DoubleStream.iterate(1, v -> v + 1).limit(1_000).toArray();
        Estimate direct = Quantiles.of(values, 0.9);
        ArmSample.Adjusted arms = ArmSample.adjust(ArmSample.quantile(values, 0.9), ArmSample.quantile(values, 0.9));
        assertEquals(direct.standardError(), arms.control().standardError(), 1e-9 * direct.standardError());
    }

    /** Of 200 releases the shipped ones are those that looked good; corrected, their sum is near what they really do. */
    @Test
    void winnersCurseIsTakenBack() {
        Random random = new Random(12);
        List<Estimate> effects = new ArrayList<>();
        double[] truths = new double[200];
        for (int i = 0; i < truths.length; i++) {
            truths[i] = random.nextGaussian();
            effects.add(Estimate.normal(truths[i] + random.nextGaussian(), 1));
        }
        Shrinkage shrinkage = Shrinkage.of(effects);
        double[] sums = new double[3];
        for (int i = 0; i < truths.length; i++) {
            if (effects.get(i).value() > 1) {
                sums[0] += effects.get(i).value();
                sums[1] += shrinkage.corrected(effects.get(i)).value();
                sums[2] += truths[i];
            }
        }
        assertTrue(sums[0] > 1.5 * sums[2], "raw " + Arrays.toString(sums));
        assertEquals(1, sums[1] / sums[2], 0.15, "corrected " + Arrays.toString(sums));
    }
}
