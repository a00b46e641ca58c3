package yardstick.metrics.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * A/A releases over 28 evenings, each evening looked at. {@code -Dpeeking.runs=2000} is the documented run; its table is
 * written to {@code target/peeking.txt}.
 */
class PeekingTest {

    private static final int LOOKS = 28;
    private static final Map<String, Function<SimulatedShop, RatioSample>> METRICS =
            Map.of("atv", SimulatedShop::atv, "cvr", SimulatedShop::cvr, "rpr", SimulatedShop::rpr);

    private final int runs = Integer.getInteger("peeking.runs", 300);

    /** @param any 1 when any look of the mode excluded 0; covered 1 when the last one held 0 */
    private record Run(Map<String, boolean[]> alarms, Map<String, Boolean> covered) {}

    @Test
    void lookingEveryEveningMisleadsOnlyTheFixedMode() throws IOException {
        List<Run> all = IntStream.range(0, runs).parallel().mapToObj(this::run).toList();
        List<String> table = new ArrayList<>();
        double width = GroupBounds.at(4, 4, 0.04) / Distributions.normalQuantile(0.975);
        table.add(String.format(Locale.ROOT, "runs %d, final group-sequential width %.3f of fixed", runs, width));
        assertEquals(21, new LookPlan("group", LOOKS).decisive(27));
        // Two and a half standard errors of a share of 5 % over so many runs.
        double chance = 2.5 * Math.sqrt(0.05 * 0.95 / runs);
        for (String metric : METRICS.keySet().stream().sorted().toList()) {
            double[] shares = new double[4];
            for (Run run : all) {
                boolean[] alarms = run.alarms().getOrDefault(metric, new boolean[3]);
                for (int mode = 0; mode < 3; mode++) {
                    shares[mode] += alarms[mode] ? 1.0 / runs : 0;
                }
                shares[3] += run.covered().getOrDefault(metric, false) ? 1.0 / runs : 0;
            }
            table.add(String.format(
                    Locale.ROOT,
                    "%s any-look false positives: fixed %.4f, group %.4f, always %.4f; fixed final coverage %.4f",
                    metric,
                    shares[0],
                    shares[1],
                    shares[2],
                    shares[3]));
            assertTrue(shares[0] > 0.15, table.getLast());
            assertTrue(shares[1] <= 0.05 + chance, table.getLast());
            assertTrue(shares[2] <= 0.05, table.getLast());
            assertTrue(shares[3] > 0.95 - 0.015 - chance && shares[3] < 0.95 + 0.015 + chance, table.getLast());
        }
        assertTrue(width <= 1.10, table.getFirst());
        Files.createDirectories(Path.of("target"));
        Files.write(Path.of("target/peeking.txt"), table);
    }

    private Run run(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        SimulatedShop control = new SimulatedShop(random.split(), 100, LOOKS);
        SimulatedShop treatment = new SimulatedShop(random.split(), 100, LOOKS);
        Map<String, boolean[]> alarms = new java.util.HashMap<>();
        Map<String, Boolean> covered = new java.util.HashMap<>();
        for (int look = 1; look <= LOOKS; look++) {
            control.day();
            treatment.day();
            for (var metric : METRICS.entrySet()) {
                RatioSample left = metric.getValue().apply(control);
                RatioSample right = metric.getValue().apply(treatment);
                Estimate effect =
                        Comparison.of(left.estimate(), right.estimate()).difference();
                double n = left.n() + right.n();
                boolean[] found = alarms.computeIfAbsent(metric.getKey(), name -> new boolean[3]);
                List<String> modes = List.of("fixed", "group", "always");
                for (int mode = 0; mode < 3; mode++) {
                    LookPlan plan = new LookPlan(modes.get(mode), LOOKS);
                    if (mode == 1 && plan.decisive(look) != look) {
                        continue;
                    }
                    Range range = plan.monitoring(look).interval(effect, n, 0.95);
                    found[mode] |= !range.contains(0);
                    if (mode == 0) {
                        covered.put(metric.getKey(), range.contains(0));
                    }
                }
            }
        }
        return new Run(alarms, covered);
    }
}
