package yardstick.metrics.experiment;

import java.util.Optional;

/**
 * Sufficient statistics of a ratio of two sums over the same {@code n} units: numerator y, denominator x.
 * Orders per visit with the visitor as unit is such a ratio: visits of one visitor are not independent, visitors are.
 */
public record RatioMoments(double n, double y, double x, double yy, double xx, double xy) {

    /**
     * Sum of y over sum of x, with the error of the delta method (Deng, Knoblich and Lu 2018, "Applying the delta
     * method in metric analytics", eq. 4): Var(y/x) = (Var y - 2 R Cov(x, y) + R^2 Var x) / (n mean(x)^2). Empty below
     * two units or without denominator.
     */
    public Optional<Estimate> estimate() {
        if (n < 2 || x == 0) {
            return Optional.empty();
        }
        double ratio = y / x;
        double residual = variance(yy, y, y) - 2 * ratio * variance(xy, x, y) + ratio * ratio * variance(xx, x, x);
        double mean = x / n;
        return Optional.of(new Estimate(ratio, Math.sqrt(Math.max(0, residual) / n) / mean, n - 1));
    }

    private double variance(double products, double left, double right) {
        return (products - left * right / n) / (n - 1);
    }
}
