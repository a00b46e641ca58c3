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
