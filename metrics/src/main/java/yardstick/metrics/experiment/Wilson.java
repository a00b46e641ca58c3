package yardstick.metrics.experiment;

import java.util.Optional;

/** Score interval of a proportion (Wilson 1927): stays within [0, 1] and holds its level for small counts. */
public final class Wilson {

    private Wilson() {}

    /** Empty without trials or when successes are not a part of them. */
    public static Optional<Range> interval(double successes, double trials, double confidence) {
        if (trials <= 0 || successes < 0 || successes > trials) {
            return Optional.empty();
        }
        double z = Distributions.normalQuantile(1 - (1 - confidence) / 2);
        double p = successes / trials;
        double zz = z * z / trials;
        double centre = (p + zz / 2) / (1 + zz);
        double reach = z * Math.sqrt(p * (1 - p) / trials + zz / (4 * trials)) / (1 + zz);
        return Optional.of(new Range(Math.max(0, centre - reach), Math.min(1, centre + reach)));
    }
}
