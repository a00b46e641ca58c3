package yardstick.metrics.experiment;

/**
 * Sample size of a two-sided comparison of two equal or unequal arms by the normal approximation:
 * n = (z(1 - alpha/2) + z(power))^2 (Var_c / (1 - s) + Var_t / s) / effect^2 in total, s the share of treatment.
 */
public record Power(double alpha, double power, double share) {

    /** Units in both arms together. */
    public double units(double variance, double effect) {
        double z = z();
        return Math.ceil(z * z * variance * (1 / (1 - share) + 1 / share) / (effect * effect));
    }

    /** The smallest effect that is found with this power. */
    public double effect(double variance, double units) {
        return z() * Math.sqrt(variance * (1 / (1 - share) + 1 / share) / units);
    }

    private double z() {
        return Distributions.normalQuantile(1 - alpha / 2) + Distributions.normalQuantile(power);
    }
}
