package yardstick.metrics.causal;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Cohorts (time of first treatment, 0 for never) and sums within clusters. */
final class Cohorts {

    private Cohorts() {}

    /**
     * Cohorts treated after the last period are never treated as far as the data goes.
     *
     * @throws IllegalArgumentException when the cohort of a unit changes
     */
    static double[] of(LongPanel panel) {
        double last = panel.times()[panel.times().length - 1];
        for (int i = 0; i < panel.n(); i++) {
            double cohort = panel.attribute()[i][0];
            if (Arrays.stream(panel.attribute()[i]).anyMatch(each -> each != cohort)) {
                throw new IllegalArgumentException(
                        "unit " + panel.units()[i]
                                + " has more than one cohort; a cohort is the time of its first treatment, the same in every row");
            }
        }
        return Arrays.stream(panel.attribute())
                .mapToDouble(values -> values[0] > last ? 0 : values[0])
                .toArray();
    }

    /** Units treated from the first period on have no period before treatment and say nothing. */
    static LongPanel withoutAlwaysTreated(LongPanel panel) {
        double first = panel.times()[0];
        int[] kept = IntStream.range(0, panel.n())
                .filter(i -> panel.attribute()[i][0] == 0 || panel.attribute()[i][0] > first)
                .toArray();
        return new LongPanel(
                Arrays.stream(kept).mapToObj(i -> panel.units()[i]).toArray(String[]::new),
                panel.times(),
                Arrays.stream(kept).mapToObj(i -> panel.outcome()[i]).toArray(double[][]::new),
                Arrays.stream(kept).mapToObj(i -> panel.covariates()[i]).toArray(double[][][]::new),
                Arrays.stream(kept).mapToObj(i -> panel.attribute()[i]).toArray(double[][]::new),
                Arrays.stream(kept).map(i -> panel.cluster()[i]).toArray(),
                panel.dropped() + panel.n() - kept.length);
    }

    /** Covariance of two estimates from their influence functions: sums within clusters, products, over n squared. */
    static double clustered(double[] left, double[] right, int[] cluster) {
        int n = left.length;
        int clusters = Arrays.stream(cluster).max().orElse(0) + 1;
        double[] leftSums = new double[clusters];
        double[] rightSums = new double[clusters];
        for (int i = 0; i < n; i++) {
            leftSums[cluster[i]] += left[i];
            rightSums[cluster[i]] += right[i];
        }
        return Linear.dot(leftSums, rightSums) / ((double) n * n);
    }
}
