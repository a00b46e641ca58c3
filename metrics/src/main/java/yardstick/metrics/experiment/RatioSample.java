package yardstick.metrics.experiment;

import org.jspecify.annotations.Nullable;

/**
 * One arm of a metric that is the ratio of two sums over units, from sufficient statistics alone, with a covariate from
 * before the experiment. A mean is the ratio to the number of units.
 *
 * @param n units
 * @param y numerator
 * @param x denominator
 * @param xy sum of products of numerator and denominator
 */
public record RatioSample(double n, Part y, Part x, double xy, Covariate covariate) {

    /** @param squares sum of squares, {@code byCovariate} sum of products with the covariate */
    public record Part(double sum, double squares, double byCovariate) {}

    /** Sum and sum of squares. */
    public record Covariate(double sum, double squares) {
        public static final Covariate NONE = new Covariate(0, 0);
    }

    /** @param varianceReduction share of the difference's variance that the covariate removed; 0 without one */
    public record Adjusted(Estimate control, Estimate treatment, double varianceReduction) {}

    public static RatioSample mean(double n, Part y, Covariate covariate) {
        return new RatioSample(n, y, new Part(n, n, covariate.sum()), y.sum(), covariate);
    }

    /** Null without a denominator. */
    public @Nullable Double ratio() {
        return x.sum() == 0 ? null : y.sum() / x.sum();
    }

    public boolean estimable() {
        return n >= 2 && x.sum() != 0;
    }

    /**
     * CUPED (Deng, Xu, Kohavi and Walker 2013) on the delta method's linearisation (y - R x) / mean(x) (Deng, Knoblich
     * and Lu 2018): theta is the within-arm covariance of influence and covariate over the covariate's variance, one for
     * both arms, and the arms' means of the covariate are moved to their common mean.
     */
    public static Adjusted adjust(RatioSample control, RatioSample treatment) {
        double spread = control.covariateProducts() + treatment.covariateProducts();
        double theta = spread <= 0 ? 0 : (control.influenceProducts() + treatment.influenceProducts()) / spread;
        double common = (control.covariate.sum + treatment.covariate.sum) / (control.n + treatment.n);
        Estimate left = control.estimate(theta, common);
        Estimate right = treatment.estimate(theta, common);
        double before = squared(control.estimate(0, common)) + squared(treatment.estimate(0, common));
        double after = squared(left) + squared(right);
        return new Adjusted(left, right, before == 0 ? 0 : 1 - after / before);
    }

    /** Without the covariate. */
    public Estimate estimate() {
        return estimate(0, 0);
    }

    private Estimate estimate(double theta, double common) {
        double ratio = y.sum / x.sum;
        double mean = x.sum / n;
        double influence = (centred(y.squares, y.sum, y.sum)
                        - 2 * ratio * centred(xy, x.sum, y.sum)
                        + ratio * ratio * centred(x.squares, x.sum, x.sum))
                / (mean * mean);
        double products = influence - 2 * theta * influenceProducts() + theta * theta * covariateProducts();
        double shift = theta == 0 ? 0 : theta * (covariate.sum / n - common);
        return new Estimate(ratio - shift, Math.sqrt(Math.max(0, products) / (n - 1) / n), n - 1);
    }

    /** Sum over units of influence times the covariate's deviation. */
    private double influenceProducts() {
        double ratio = y.sum / x.sum;
        double products =
                centred(y.byCovariate, y.sum, covariate.sum) - ratio * centred(x.byCovariate, x.sum, covariate.sum);
        return products * n / x.sum;
    }

    private double covariateProducts() {
        return Math.max(0, centred(covariate.squares, covariate.sum, covariate.sum));
    }

    private double centred(double products, double left, double right) {
        return products - left * right / n;
    }

    private static double squared(Estimate estimate) {
        return estimate.standardError() * estimate.standardError();
    }
}
