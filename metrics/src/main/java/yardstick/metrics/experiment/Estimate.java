package yardstick.metrics.experiment;

/**
 * A value with its standard error.
 *
 * @param degrees degrees of freedom of the error's estimate; infinite for large-sample estimates
 */
public record Estimate(double value, double standardError, double degrees) {

    public static Estimate normal(double value, double standardError) {
        return new Estimate(value, standardError, Double.POSITIVE_INFINITY);
    }

    /** Two-sided interval of the given confidence, for example 0.95. */
    public Range interval(double confidence) {
        double reach = Distributions.studentQuantile(1 - (1 - confidence) / 2, degrees) * standardError;
        return new Range(value - reach, value + reach);
    }

    /** Two-sided p-value of the hypothesis that the true value is 0; 1 when nothing varies and nothing differs. */
    public double p() {
        if (standardError == 0) {
            return value == 0 ? 1 : 0;
        }
        return Distributions.studentTwoSided(value / standardError, degrees);
    }
}
