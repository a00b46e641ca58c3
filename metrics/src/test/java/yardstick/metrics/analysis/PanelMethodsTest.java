package yardstick.metrics.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import yardstick.metrics.causal.BaconDecomposition;
import yardstick.metrics.causal.GroupTimeEffects;
import yardstick.metrics.causal.InteractionWeighted;
import yardstick.metrics.causal.LongPanel;
import yardstick.metrics.causal.SyntheticDid;

/** Methods against each other and against constructed truth. */
class PanelMethodsTest {

    private static final int PERIODS = 6;

    /** Cohorts 0, 3 and 5 (and, when asked, units treated all along), effects that grow and differ by cohort. */
    private static LongPanel panel(boolean status, boolean always) {
        Random random = new Random(2);
        List<String> units = new ArrayList<>();
        List<double[]> rows = new ArrayList<>();
        double[] cohorts = always ? new double[] {0, 3, 5, 1} : new double[] {0, 3, 5};
        for (int i = 0; i < 80; i++) {
            double cohort = cohorts[i % cohorts.length];
            double level = random.nextGaussian();
            for (int t = 1; t <= PERIODS; t++) {
                boolean treated = cohort > 0 && t >= cohort;
                double effect = treated ? 0.3 * cohort + 0.5 * (t - cohort) : 0;
                double y = level + 0.2 * t + effect + random.nextGaussian();
                units.add("u" + i);
                rows.add(new double[] {t, y, status ? (treated ? 1 : 0) : cohort});
            }
        }
        return LongPanel.of(new LongPanel.Rows(
                units.toArray(String[]::new),
                rows.stream().mapToDouble(row -> row[0]).toArray(),
                rows.stream().mapToDouble(row -> row[1]).toArray(),
                rows.stream().mapToDouble(row -> row[2]).toArray(),
                new double[rows.size()][0],
                units.toArray(String[]::new)));
    }

    @Test
    void decompositionAddsUpToTheRegression() {
        for (boolean always : new boolean[] {false, true}) {
            BaconDecomposition found = BaconDecomposition.of(panel(true, always));
            assertEquals(always ? 6 : 4, found.components().size());
            assertEquals(
                    1,
                    found.components().stream()
                            .mapToDouble(BaconDecomposition.Component::weight)
                            .sum(),
                    1e-12);
            assertEquals(
                    found.twfe(),
                    found.components().stream()
                            .mapToDouble(part -> part.weight() * part.estimate())
                            .sum(),
                    1e-12);
        }
    }

    /** With never-treated controls and no covariates both papers estimate the same cells after treatment. */
    @Test
    void eventStudyAgreesWithGroupTimeEffects() {
        LongPanel panel = panel(false, false);
        GroupTimeEffects cells = new GroupTimeEffects(panel, new GroupTimeEffects.Options(false, "dr"));
        InteractionWeighted regression = new InteractionWeighted(panel);
        assertEquals(cells.simple().att(), regression.overall().att(), 1e-10);
        assertEquals(
                cells.simple().se(),
                regression.overall().se(),
                0.1 * cells.simple().se());
        cells.dynamic().by().stream()
                .filter(point -> point.key() >= 0)
                .forEach(point -> assertEquals(
                        point.estimated().att(),
                        regression.byEvent().stream()
                                .filter(other -> other.event() == point.key())
                                .findFirst()
                                .orElseThrow()
                                .effect()
                                .att(),
                        1e-10));
    }

    /** Nothing happens: all points of an event study lie in their band in about 95 of 100 panels. */
    @Test
    void bandsHoldAllPointsTogether() {
        int held = 0;
        int alone = 0;
        double widest = 0;
        for (int run = 0; run < 300; run++) {
            GroupTimeEffects cells = new GroupTimeEffects(noise(run), new GroupTimeEffects.Options(false, "reg"));
            GroupTimeEffects.Aggregate events = cells.dynamic();
            double critical = cells.bands(events, 400).critical();
            double largest = events.by().stream()
                    .mapToDouble(point ->
                            Math.abs(point.estimated().att() / point.estimated().se()))
                    .max()
                    .orElseThrow();
            held += largest <= critical ? 1 : 0;
            alone += largest <= 1.96 ? 1 : 0;
            widest = Math.max(widest, critical);
        }
        assertTrue(held >= 270 && held <= 297, "held " + held);
        assertTrue(alone < 265, "alone " + alone);
        assertTrue(widest < 3.6, "critical " + widest);
    }

    private static LongPanel noise(int seed) {
        Random random = new Random(seed);
        int rows = 200 * PERIODS;
        String[] unit = new String[rows];
        double[][] columns = new double[3][rows];
        for (int row = 0; row < rows; row++) {
            unit[row] = "u" + row / PERIODS;
            columns[0][row] = row % PERIODS + 1;
            columns[1][row] = random.nextGaussian();
            columns[2][row] = row / PERIODS % 2 == 0 ? 0 : 4;
        }
        return LongPanel.of(new LongPanel.Rows(unit, columns[0], columns[1], columns[2], new double[rows][0], unit));
    }

    /** The treated unit runs parallel to the mean of the first two controls and gains 5; the others trend away. */
    @Test
    void syntheticControlsFindTheParallelUnits() {
        List<String> units = new ArrayList<>();
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            for (int t = 0; t < 20; t++) {
                double first = Math.sin(t) + 0.1 * t;
                double second = Math.cos(1.7 * t) - 0.2 * t;
                double own = i == 0 ? first : i == 1 ? second : i * t * 0.6 + Math.sin(i * t);
                double treated = (first + second) / 2 + 30 + (t >= 14 ? 5 : 0);
                units.add("u" + i);
                rows.add(new double[] {t, i == 5 ? treated : own, i == 5 && t >= 14 ? 1 : 0});
            }
        }
        SyntheticDid found = SyntheticDid.of(LongPanel.of(new LongPanel.Rows(
                units.toArray(String[]::new),
                rows.stream().mapToDouble(row -> row[0]).toArray(),
                rows.stream().mapToDouble(row -> row[1]).toArray(),
                rows.stream().mapToDouble(row -> row[2]).toArray(),
                new double[rows.size()][0],
                units.toArray(String[]::new))));
        assertEquals(5, found.sdid(), 0.5);
        assertTrue(Math.abs(found.did() - 5) > 3, "plain difference-in-differences is misled: " + found.did());
        assertEquals(1, Arrays.stream(found.unitWeights()).sum(), 1e-9);
        assertEquals(1, Arrays.stream(found.timeWeights()).sum(), 1e-9);
    }

    @Test
    void refusesTreatmentThatEnds() {
        LongPanel.Rows rows = new LongPanel.Rows(
                new String[] {"a", "a", "b", "b"},
                new double[] {1, 2, 1, 2},
                new double[] {1, 2, 3, 4},
                new double[] {1, 0, 0, 0},
                new double[4][0],
                new String[] {"a", "a", "b", "b"});
        assertThrows(IllegalArgumentException.class, () -> BaconDecomposition.of(LongPanel.of(rows)));
    }

    /** Cigarette sales of California after Proposition 99, as published with the method. */
    @Test
    void propositionNinetyNine() {
        String json = PublicData.run(
                "sdid",
                PublicData.file("california_prop99.csv"),
                "separator",
                ";",
                "unit",
                "State",
                "time",
                "Year",
                "outcome",
                "PacksPerCapita",
                "treated",
                "treated");
        assertEquals(0, json.indexOf("{\"did\":-27.349111083"), json);
        assertTrue(json.contains("\"sdid\":-15.603827872"), json);
    }
}
