package yardstick.metrics.experiment;

import java.util.List;

/**
 * A sample ratio check that may be looked at every day: the Bayes factor of a Dirichlet alternative centred on the
 * planned shares against the shares themselves is a martingale when the plan holds, so the largest value so far exceeds
 * 1 / alpha with probability at most alpha (Lindon and Malek 2022, "Anytime-valid inference for multinomial count
 * data"; Ville's inequality).
 *
 * @param p the smallest value over all looks; 1 when there is nothing to compare
 */
public record SequentialRatioCheck(double p) {

    /** Below this p a mismatch is reported. */
    public static final double ALARM = 0.001;

    /** Weight of the alternative around the plan, in units: small deviations of large samples are what matters. */
    private static final double CONCENTRATION = 10_000;

    /**
     * @param looks cumulative counts per arm, oldest first
     * @param weights planned shares in any scale; arms of weight 0 are left out
     */
    public static SequentialRatioCheck of(List<long[]> looks, double[] weights) {
        double planned = 0;
        for (double weight : weights) {
            planned += weight;
        }
        double most = 0;
        for (long[] counts : looks) {
            most = Math.max(most, logBayesFactor(counts, weights, planned));
        }
        return new SequentialRatioCheck(Math.min(1, Math.exp(-most)));
    }

    private static double logBayesFactor(long[] counts, double[] weights, double planned) {
        double total = 0;
        double log = 0;
        for (int i = 0; i < counts.length; i++) {
            if (weights[i] > 0) {
                double share = weights[i] / planned;
                double prior = CONCENTRATION * share;
                log += Distributions.logGamma(prior + counts[i])
                        - Distributions.logGamma(prior)
                        - counts[i] * Math.log(share);
                total += counts[i];
            }
        }
        return log + Distributions.logGamma(CONCENTRATION) - Distributions.logGamma(CONCENTRATION + total);
    }

    public boolean mismatch() {
        return p < ALARM;
    }
}
