package yardstick.metrics.experiment;

import java.util.Optional;

/**
 * Treatment against control, two independent estimates of the same metric.
 *
 * @param difference treatment minus control; Welch's t with Satterthwaite's degrees of freedom (Welch 1947)
 * @param relative difference as a share of control, error by the delta method; empty when control is 0
 */
public record Comparison(Estimate control, Estimate treatment, Estimate difference, Optional<Estimate> relative) {

    public static Comparison of(Estimate control, Estimate treatment) {
        double vc = square(control.standardError());
        double vt = square(treatment.standardError());
        double degrees = welch(control, treatment);
        Estimate difference = new Estimate(treatment.value() - control.value(), Math.sqrt(vc + vt), degrees);
        if (control.value() == 0) {
            return new Comparison(control, treatment, difference, Optional.empty());
        }
        double base = control.value();
        double error = Math.sqrt(vt / square(base) + square(treatment.value()) * vc / Math.pow(base, 4));
        Estimate relative = new Estimate(difference.value() / base, error, degrees);
        return new Comparison(control, treatment, difference, Optional.of(relative));
    }

    /**
     * Two means of zeros and ones. The relative effect takes the variance of their likelihood, p (1 - p) / n, and not the
     * unbiased one that the difference takes.
     */
    public static Comparison ofProportions(Estimate control, Estimate treatment) {
        Comparison found = of(control, treatment);
        return new Comparison(
                control, treatment, found.difference, of(likelihood(control), likelihood(treatment)).relative);
    }

    private static Estimate likelihood(Estimate proportion) {
        double degrees = proportion.degrees();
        return new Estimate(
                proportion.value(), proportion.standardError() * Math.sqrt(degrees / (degrees + 1)), degrees);
    }

    private static double welch(Estimate control, Estimate treatment) {
        double vc = square(control.standardError());
        double vt = square(treatment.standardError());
        double spread = share(vc, control.degrees()) + share(vt, treatment.degrees());
        return spread == 0 ? Double.POSITIVE_INFINITY : square(vc + vt) / spread;
    }

    private static double share(double variance, double degrees) {
        return square(variance) / degrees;
    }

    private static double square(double value) {
        return value * value;
    }
}
