package yardstick.metrics.experiment;

import java.util.Arrays;

/**
 * One arm unit by unit: the metric's value, each unit's influence on it (mean 0) and an optional covariate from before
 * the experiment.
 */
public final class ArmSample {

    private final double value;
    private final double[] influence;
    private final double[] covariate;

    /**
     * Two arms after adjustment.
     *
     * @param varianceReduction share of the difference's variance that the covariate removed; 0 without one
     */
    public record Adjusted(Estimate control, Estimate treatment, double varianceReduction) {}

    private ArmSample(double value, double[] influence, double[] covariate) {
        this.value = value;
        this.influence = influence;
        this.covariate = covariate;
    }

    /** @param covariate as long as the values, or empty */
    public static ArmSample mean(double[] values, double[] covariate) {
        double mean = average(values);
        return new ArmSample(mean, Arrays.stream(values).map(v -> v - mean).toArray(), covariate);
    }

    /** Sum over sum; the influence (y - R x) / mean(x) of a unit is the delta method's linearisation. */
    public static ArmSample ratio(double[] numerator, double[] denominator, double[] covariate) {
        double mean = average(denominator);
        if (mean == 0) {
            throw new IllegalArgumentException("the denominator of a ratio is 0 in one arm");
        }
        double ratio = average(numerator) / mean;
        double[] influence = new double[numerator.length];
        Arrays.setAll(influence, i -> (numerator[i] - ratio * denominator[i]) / mean);
        return new ArmSample(ratio, influence, covariate);
    }

    /** A quantile; the influence of a unit is one of two values that give the error of {@link Quantiles#of}. */
    public static ArmSample quantile(double[] values, double q) {
        Estimate estimate = Quantiles.of(values, q);
        int n = values.length;
        double reach = estimate.standardError() * Math.sqrt(n - 1.0);
        double[] influence = new double[n];
        Arrays.setAll(influence, i -> n % 2 == 1 && i == n - 1 ? 0 : i % 2 == 0 ? reach : -reach);
        return new ArmSample(estimate.value(), influence, new double[0]);
    }

    public int n() {
        return influence.length;
    }

    /**
     * CUPED (Deng, Xu, Kohavi and Walker 2013): subtracts theta times the covariate's deviation, with one theta for
     * both arms, cov(influence, covariate) / var(covariate) within arms; for ratios on the linearised metric.
     */
    public static Adjusted adjust(ArmSample control, ArmSample treatment) {
        if (control.n() < 2 || treatment.n() < 2) {
            throw new IllegalArgumentException("an arm needs at least two units");
        }
        if (control.covariate.length == 0) {
            return new Adjusted(control.estimate(0, 0), treatment.estimate(0, 0), 0);
        }
        double spread = control.products(control.covariate) + treatment.products(treatment.covariate);
        double theta = spread == 0
                ? 0
                : (control.products(control.influence) + treatment.products(treatment.influence)) / spread;
        double overall = (average(control.covariate) * control.n() + average(treatment.covariate) * treatment.n())
                / (control.n() + treatment.n());
        Adjusted raw = new Adjusted(control.estimate(0, 0), treatment.estimate(0, 0), 0);
        Estimate left = control.estimate(theta, overall);
        Estimate right = treatment.estimate(theta, overall);
        double before = variance(raw.control()) + variance(raw.treatment());
        return new Adjusted(left, right, before == 0 ? 0 : 1 - (variance(left) + variance(right)) / before);
    }

    private Estimate estimate(double theta, double overall) {
        double shift = theta == 0 ? 0 : average(covariate) - overall;
        double centre = theta == 0 ? 0 : average(covariate);
        double squares = 0;
        for (int i = 0; i < n(); i++) {
            double adjusted = influence[i] - (theta == 0 ? 0 : theta * (covariate[i] - centre));
            squares += adjusted * adjusted;
        }
        return new Estimate(value - theta * shift, Math.sqrt(squares / (n() - 1) / n()), n() - 1);
    }

    /** Sum of products with the covariate's deviations. */
    private double products(double[] other) {
        double centre = average(covariate);
        double sum = 0;
        for (int i = 0; i < n(); i++) {
            sum += (other == covariate ? covariate[i] - centre : other[i]) * (covariate[i] - centre);
        }
        return sum;
    }

    private static double variance(Estimate estimate) {
        return estimate.standardError() * estimate.standardError();
    }

    private static double average(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }
}
