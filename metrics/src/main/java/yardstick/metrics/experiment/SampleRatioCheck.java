package yardstick.metrics.experiment;

/**
 * Pearson's chi-squared test of observed against planned arm sizes. A mismatch says that assignment or logging is
 * broken and that no effect can be believed (Fabijan et al. 2019, "Diagnosing sample ratio mismatch").
 *
 * @param p 1 when there is nothing to compare
 */
public record SampleRatioCheck(double statistic, int degrees, double p) {

    /** Below this p a mismatch is reported. */
    public static final double ALARM = 0.001;

    /** @param weights planned shares in any scale; arms of weight 0 are left out */
    public static SampleRatioCheck of(long[] counts, double[] weights) {
        double total = 0;
        double planned = 0;
        int arms = 0;
        for (int i = 0; i < counts.length; i++) {
            if (weights[i] > 0) {
                total += counts[i];
                planned += weights[i];
                arms++;
            }
        }
        if (total == 0 || arms < 2) {
            return new SampleRatioCheck(0, 0, 1);
        }
        double statistic = 0;
        for (int i = 0; i < counts.length; i++) {
            if (weights[i] > 0) {
                double expected = total * weights[i] / planned;
                statistic += (counts[i] - expected) * (counts[i] - expected) / expected;
            }
        }
        return new SampleRatioCheck(statistic, arms - 1, Distributions.chiSquaredTail(statistic, arms - 1));
    }

    public boolean mismatch() {
        return p < ALARM;
    }
}
