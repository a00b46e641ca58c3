package yardstick.metrics.experiment;

import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/**
 * Finds what drives a sample ratio mismatch: the dimension along whose segments the arms' shares differ most, by the
 * chi-squared test of homogeneity, and its worst segment (after Fabijan et al. 2019).
 *
 * @param p of the test that all segments of the dimension have the same shares
 * @param counts of the segment that deviates most from the plan
 */
public record MismatchSearch(String dimension, String segment, double p, long[] counts) {

    private static final double ALARM = 0.001;

    /** @param counts by dimension and segment, one number per arm; empty when no dimension stands out */
    public static Optional<MismatchSearch> among(Map<String, Map<String, long[]>> counts, double[] weights) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .map(entry -> suspect(entry.getKey(), entry.getValue(), weights))
                .filter(suspect -> suspect.p() < ALARM)
                .min(Comparator.comparingDouble(MismatchSearch::p));
    }

    private static MismatchSearch suspect(String dimension, Map<String, long[]> segments, double[] weights) {
        Map.Entry<String, long[]> worst = segments.entrySet().stream()
                .max(Comparator.comparingDouble(
                        entry -> SampleRatioCheck.of(entry.getValue(), weights).statistic()))
                .orElseThrow();
        return new MismatchSearch(dimension, worst.getKey(), homogeneity(segments.values()), worst.getValue());
    }

    private static double homogeneity(Collection<long[]> rows) {
        int arms = rows.iterator().next().length;
        double[] columns = new double[arms];
        double all = 0;
        for (long[] row : rows) {
            for (int i = 0; i < arms; i++) {
                columns[i] += row[i];
                all += row[i];
            }
        }
        double statistic = 0;
        for (long[] row : rows) {
            double sum = 0;
            for (long count : row) {
                sum += count;
            }
            for (int i = 0; i < arms; i++) {
                double expected = sum * columns[i] / all;
                statistic += expected == 0 ? 0 : (row[i] - expected) * (row[i] - expected) / expected;
            }
        }
        return Distributions.chiSquaredTail(statistic, (rows.size() - 1.0) * (arms - 1.0));
    }
}
