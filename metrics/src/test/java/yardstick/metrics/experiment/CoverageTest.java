package yardstick.metrics.experiment;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * How often the 95 % interval of a planted difference holds it, for every kind of metric. {@code -Dcoverage.runs=2000} is the
 * documented run; its table is written to {@code target/coverage.txt}.
 */
class CoverageTest {

    private static final double TRUE_P95 = -Math.log(0.05);

    private final int runs = Integer.getInteger("coverage.runs", 300);

    /** One arm's sample of so many units; the effect is in the treatment only. */
    private interface Draw {
        ArmSample of(SplittableRandom random, int n, boolean treated);
    }

    /** @param truth of the difference */
    private record Kind(String name, double truth, Draw draw) {}

    private static final List<Kind> KINDS = List.of(
            new Kind("mean", 0.1, (random, n, treated) -> mean(random, n, treated, false)),
            new Kind("mean, CUPED", 0.1, (random, n, treated) -> mean(random, n, treated, true)),
            new Kind("proportion", 0.03, CoverageTest::proportion),
            new Kind("ratio, delta method", 0.02, (random, n, treated) -> ratio(random, n, treated, false)),
            new Kind("ratio, CUPED", 0.02, (random, n, treated) -> ratio(random, n, treated, true)),
            new Kind("quantile p95", 0.1 * TRUE_P95, CoverageTest::latency),
            new Kind("winsorised mean", 0, CoverageTest::capped));

    @Test
    void intervalsHoldTheTruth() throws IOException {
        List<String> table = new ArrayList<>(List.of("runs " + runs + ", share of 95 % intervals that hold the truth"));
        double chance = 2.7 * Math.sqrt(0.05 * 0.95 / runs);
        for (Kind kind : KINDS) {
            for (int n : runs < 1_000 ? new int[] {500, 5_000} : new int[] {500, 5_000, 50_000}) {
                double share = IntStream.range(0, runs)
                                .parallel()
                                .filter(run -> held(kind, n, run))
                                .count()
                        / (double) runs;
                table.add(String.format(Locale.ROOT, "%-20s n %6d  %.4f", kind.name(), n, share));
                assertTrue(Math.abs(share - 0.95) <= 0.015 + chance, table.getLast());
            }
        }
        Files.createDirectories(Path.of("target"));
        Files.write(Path.of("target/coverage.txt"), table);
    }

    private static boolean held(Kind kind, int n, int run) {
        SplittableRandom random = new SplittableRandom(run * 7_919L + n);
        ArmSample.Adjusted arms = ArmSample.adjust(
                kind.draw().of(random.split(), n, false), kind.draw().of(random.split(), n, true));
        return Comparison.of(arms.control(), arms.treatment())
                .difference()
                .interval(0.95)
                .contains(kind.truth());
    }

    /** Near enough to normal, and quick. */
    private static double gauss(SplittableRandom random) {
        double sum = 0;
        for (int i = 0; i < 4; i++) {
            sum += random.nextDouble();
        }
        return (sum - 2) * Math.sqrt(3);
    }

    private static ArmSample mean(SplittableRandom random, int n, boolean treated, boolean adjusted) {
        double[] y = new double[n];
        double[] past = new double[adjusted ? n : 0];
        for (int i = 0; i < n; i++) {
            double usual = gauss(random);
            y[i] = Math.exp(0.5 * (0.7 * usual + 0.7 * gauss(random))) + (treated ? 0.1 : 0);
            if (adjusted) {
                past[i] = Math.exp(0.5 * usual);
            }
        }
        return ArmSample.mean(y, past);
    }

    private static ArmSample proportion(SplittableRandom random, int n, boolean treated) {
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            y[i] = random.nextDouble() < (treated ? 0.13 : 0.10) ? 1 : 0;
        }
        return ArmSample.mean(y, new double[0]);
    }

    /** Orders per visit: visitors differ in visits and in their own rate of buying, 0.2 on average. */
    private static ArmSample ratio(SplittableRandom random, int n, boolean treated, boolean adjusted) {
        double[] orders = new double[n];
        double[] visits = new double[n];
        double[] past = new double[adjusted ? n : 0];
        for (int i = 0; i < n; i++) {
            double rate = 0.05 + 0.3 * random.nextDouble();
            visits[i] = 1 + random.nextInt(5);
            for (int visit = 0; visit < visits[i]; visit++) {
                orders[i] += random.nextDouble() < rate * (treated ? 1.1 : 1) ? 1 : 0;
            }
            if (adjusted) {
                past[i] = rate + 0.05 * gauss(random);
            }
        }
        return ArmSample.ratio(orders, visits, past);
    }

    private static ArmSample latency(SplittableRandom random, int n, boolean treated) {
        double[] times = new double[n];
        for (int i = 0; i < n; i++) {
            times[i] = -Math.log(1 - random.nextDouble()) * (treated ? 1.1 : 1);
        }
        return ArmSample.quantile(times, 0.95);
    }

    /** Cut off at one threshold for both arms. */
    private static ArmSample capped(SplittableRandom random, int n, boolean treated) {
        double cap = Math.exp(1.2 * 2.2);
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            y[i] = Math.min(cap, Math.exp(1.2 * gauss(random)));
        }
        return ArmSample.mean(y, new double[0]);
    }
}
