package yardstick.metrics.causal;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * All group-time effects, four aggregations and the pre-test, doubly robust with a covariate, over eight periods and four
 * cohorts. Run by {@code acceptance/benchmark-did}; not part of the tests. The table is written to
 * {@code target/benchmark-did.txt}.
 */
class StaggeredBenchmark {

    private static final int PERIODS = 8;
    private static final int RUNS = 41;

    @Test
    void measure() throws IOException {
        List<String> table =
                new ArrayList<>(List.of("rows      wanted ms   median wall ms   best wall ms   median cpu ms"));
        for (int[] size : new int[][] {{16_000, 60}, {80_000, 200}}) {
            LongPanel.Rows rows = rows(size[0] / PERIODS);
            double[] wall = new double[RUNS];
            double[] cpu = new double[RUNS];
            for (int run = 0; run < RUNS; run++) {
                long begun = System.nanoTime();
                long busy = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
                estimate(rows);
                cpu[run] = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - busy) / 1e6;
                wall[run] = (System.nanoTime() - begun) / 1e6;
            }
            Arrays.sort(wall);
            Arrays.sort(cpu);
            table.add(String.format(
                    Locale.ROOT,
                    "%-9d <= %-6d %14.1f %14.1f %15.1f",
                    size[0],
                    size[1],
                    wall[RUNS / 2],
                    wall[0],
                    cpu[RUNS / 2]));
            System.out.println(table.getLast());
        }
        Files.createDirectories(Path.of("target"));
        Files.write(Path.of("target/benchmark-did.txt"), table);
    }

    private static void estimate(LongPanel.Rows rows) {
        GroupTimeEffects effects = new GroupTimeEffects(LongPanel.of(rows), new GroupTimeEffects.Options(false, "dr"));
        double sum = effects.simple().att()
                + effects.dynamic().overall().att()
                + effects.group().overall().att()
                + effects.calendar().overall().att()
                + effects.pretest().w();
        if (Double.isNaN(sum)) {
            throw new IllegalStateException("no estimate");
        }
    }

    private static LongPanel.Rows rows(int units) {
        SplittableRandom random = new SplittableRandom(42);
        int n = units * PERIODS;
        String[] unit = new String[n];
        double[] time = new double[n];
        double[] outcome = new double[n];
        double[] cohort = new double[n];
        double[][] covariates = new double[n][1];
        for (int i = 0; i < units; i++) {
            double x = random.nextDouble();
            int group = random.nextDouble() < 0.3 + 0.2 * x ? 0 : 3 + random.nextInt(4);
            for (int t = 0; t < PERIODS; t++) {
                int row = i * PERIODS + t;
                unit[row] = "u" + i;
                time[row] = t + 1;
                cohort[row] = group;
                covariates[row][0] = x;
                outcome[row] = 10 * x + t * (1 + x) + random.nextDouble() + (group > 0 && t + 1 >= group ? 2 : 0);
            }
        }
        return new LongPanel.Rows(unit, time, outcome, cohort, covariates, unit);
    }
}
