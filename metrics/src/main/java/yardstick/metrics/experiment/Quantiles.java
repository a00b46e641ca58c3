package yardstick.metrics.experiment;

/**
 * A quantile with its large-sample error: the ranks at one standard error around q n give an interval of the quantile
 * that needs no density (Deng, Knoblich and Lu 2018, section 4).
 */
public final class Quantiles {

    private Quantiles() {}

    /** @param q between 0 and 1; empty samples and samples too small for the quantile are refused */
    public static Estimate of(double[] values, double q) {
        int n = values.length;
        if (n < 20 || n * q < 5 || n * (1 - q) < 5) {
            throw new IllegalArgumentException("too few values for the quantile " + q + ": " + n);
        }
        double[] sorted = Multiplicity.sorted(values);
        double z = Distributions.normalQuantile(0.975);
        double reach = z * Math.sqrt(q * (1 - q) / n);
        double low = at(sorted, Math.max(0, q - reach));
        double high = at(sorted, Math.min(1, q + reach));
        return Estimate.normal(at(sorted, q), (high - low) / (2 * z));
    }

    /** Linear interpolation between order statistics. */
    static double at(double[] sorted, double q) {
        double position = q * (sorted.length - 1);
        int below = (int) Math.floor(position);
        int above = Math.min(sorted.length - 1, below + 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }

    /** The value at a quantile of several samples together: one threshold for all arms keeps the effect unbiased. */
    public static double pooled(double q, double[]... samples) {
        return at(
                Multiplicity.sorted(java.util.Arrays.stream(samples)
                        .flatMapToDouble(java.util.Arrays::stream)
                        .toArray()),
                q);
    }
}
