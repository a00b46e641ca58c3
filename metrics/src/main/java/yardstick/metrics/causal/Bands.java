package yardstick.metrics.causal;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import yardstick.metrics.causal.GroupTimeEffects.Estimated;

/**
 * Simultaneous confidence bands by the multiplier bootstrap (Callaway and Sant'Anna 2021, algorithm 1): the influences of
 * each cluster are multiplied by a random sign, and the largest studentised value over all points of each draw gives the
 * critical value.
 *
 * @param critical half-width of all points at 95 %, in standard errors; that of one point alone is 1.96
 */
public record Bands(double critical) {

    private static final double CONFIDENCE = 0.95;

    /** How often, and where the random signs begin; the same seed gives the same bands. */
    record Draws(int count, long seed) {}

    static Bands of(List<Estimated> points, int[] cluster, Draws draws) {
        List<Estimated> varying = points.stream()
                .filter(point -> Double.isFinite(point.se()) && point.se() > 0)
                .toList();
        if (varying.isEmpty() || draws.count() < 1) {
            return new Bands(Double.NaN);
        }
        double[][] sums = studentised(varying, cluster);
        SplittableRandom random = new SplittableRandom(draws.seed());
        double[] largest = new double[draws.count()];
        double[] signed = new double[varying.size()];
        for (int draw = 0; draw < largest.length; draw++) {
            Arrays.fill(signed, 0);
            long bits = 0;
            for (int c = 0; c < sums.length; c++) {
                bits = c % 64 == 0 ? random.nextLong() : bits >>> 1;
                double sign = (bits & 1) == 0 ? -1 : 1;
                double[] values = sums[c];
                for (int j = 0; j < signed.length; j++) {
                    signed[j] += sign * values[j];
                }
            }
            largest[draw] = Arrays.stream(signed).map(Math::abs).max().orElse(0);
        }
        Arrays.sort(largest);
        return new Bands(largest[(int) Math.min(largest.length - 1, Math.ceil(CONFIDENCE * largest.length))]);
    }

    /** By cluster and point: the influences' sum over n, in standard errors. */
    private static double[][] studentised(List<Estimated> points, int[] cluster) {
        int n = cluster.length;
        double[][] sums = new double[Arrays.stream(cluster).max().orElse(0) + 1][points.size()];
        for (int j = 0; j < points.size(); j++) {
            double[] influence = points.get(j).influence();
            for (int i = 0; i < n; i++) {
                sums[cluster[i]][j] += influence[i] / n / points.get(j).se();
            }
        }
        return sums;
    }
}
