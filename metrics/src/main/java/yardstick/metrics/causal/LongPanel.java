package yardstick.metrics.causal;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A panel: every unit is observed once in every period; units that are not are left out and counted, or kept with gaps.
 *
 * @param times the periods in ascending order
 * @param outcome by unit and period; NaN where a unit that was kept is not observed
 * @param covariates by unit, period and covariate
 * @param attribute by unit and period: cohort, or treatment status
 * @param cluster number of the cluster of each unit
 */
public record LongPanel(
        String[] units,
        double[] times,
        double[][] outcome,
        double[][][] covariates,
        double[][] attribute,
        int[] cluster,
        int dropped) {

    /** Rows in any order; a cluster column may be the unit column. */
    public record Rows(
            String[] unit,
            double[] time,
            double[] outcome,
            double[] attribute,
            double[][] covariates,
            String[] cluster) {}

    /**
     * Only units observed throughout.
     *
     * @throws IllegalArgumentException when a unit has two rows for a period, or nothing is left
     */
    public static LongPanel of(Rows rows) {
        return of(rows, false);
    }

    /** @param gaps keep units that are not observed in every period */
    public static LongPanel of(Rows rows, boolean gaps) {
        double[] times = Arrays.stream(rows.time()).distinct().sorted().toArray();
        Map<String, int[]> byUnit = new LinkedHashMap<>();
        for (int row = 0; row < rows.unit().length; row++) {
            int[] found = byUnit.computeIfAbsent(rows.unit()[row], name -> filled(times.length));
            int period = Arrays.binarySearch(times, rows.time()[row]);
            if (period < 0 || found[period] >= 0) {
                throw new IllegalArgumentException(
                        "unit " + rows.unit()[row] + " has two rows for, or no valid, time " + rows.time()[row]);
            }
            if (complete(rows, row)) {
                found[period] = row;
            }
        }
        int all = byUnit.size();
        byUnit.values()
                .removeIf(found -> gaps
                        ? Arrays.stream(found).allMatch(row -> row < 0)
                        : Arrays.stream(found).anyMatch(row -> row < 0));
        if (byUnit.isEmpty()) {
            throw new IllegalArgumentException("no unit is observed in all " + times.length + " periods");
        }
        return collect(rows, times, byUnit, all);
    }

    private static int[] filled(int length) {
        int[] rows = new int[length];
        Arrays.fill(rows, -1);
        return rows;
    }

    private static boolean complete(Rows rows, int row) {
        return !Double.isNaN(rows.outcome()[row])
                && !Double.isNaN(rows.attribute()[row])
                && Arrays.stream(rows.covariates()[row]).noneMatch(Double::isNaN);
    }

    private static LongPanel collect(Rows rows, double[] times, Map<String, int[]> byUnit, int all) {
        int n = byUnit.size();
        LongPanel panel = new LongPanel(
                byUnit.keySet().toArray(String[]::new),
                times,
                new double[n][times.length],
                new double[n][times.length][],
                new double[n][times.length],
                new int[n],
                all - n);
        Map<String, Integer> clusters = new LinkedHashMap<>();
        int unit = 0;
        for (int[] found : byUnit.values()) {
            int known = Arrays.stream(found).filter(row -> row >= 0).findFirst().orElse(0);
            for (int t = 0; t < times.length; t++) {
                int row = found[t] < 0 ? known : found[t];
                panel.outcome[unit][t] = found[t] < 0 ? Double.NaN : rows.outcome()[row];
                panel.covariates[unit][t] = rows.covariates()[row];
                panel.attribute[unit][t] = rows.attribute()[row];
            }
            panel.cluster[unit] = clusters.computeIfAbsent(rows.cluster()[known], name -> clusters.size());
            unit++;
        }
        return panel;
    }

    int n() {
        return units.length;
    }

    /** Whether some unit that was kept is not observed in some period. */
    boolean gaps() {
        return Arrays.stream(outcome).flatMapToDouble(Arrays::stream).anyMatch(Double::isNaN);
    }
}
