package yardstick.metrics.causal;

import java.util.Arrays;

/** Two-way fixed effects on a balanced panel, where removing unit and period means is exact in one pass. */
final class TwoWay {

    private TwoWay() {}

    /** The values less their unit mean and their period mean, plus the overall mean. */
    static double[][] demeaned(double[][] values) {
        int n = values.length;
        int periods = values[0].length;
        double[] byPeriod = new double[periods];
        double[] byUnit = new double[n];
        double overall = 0;
        for (int i = 0; i < n; i++) {
            for (int t = 0; t < periods; t++) {
                byUnit[i] += values[i][t] / periods;
                byPeriod[t] += values[i][t] / n;
            }
            overall += byUnit[i] / n;
        }
        double[][] result = new double[n][periods];
        for (int i = 0; i < n; i++) {
            for (int t = 0; t < periods; t++) {
                result[i][t] = values[i][t] - byUnit[i] - byPeriod[t] + overall;
            }
        }
        return result;
    }

    static double products(double[][] left, double[][] right) {
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += Linear.dot(left[i], right[i]);
        }
        return sum;
    }

    /** Period of first treatment of each unit, -1 for never. */
    static int[] adoption(double[][] treated) {
        return Arrays.stream(treated).mapToInt(TwoWay::adoption).toArray();
    }

    private static int adoption(double[] treated) {
        int first = -1;
        for (int t = 0; t < treated.length; t++) {
            if (treated[t] != 0 && treated[t] != 1) {
                throw new IllegalArgumentException("treated is 0 or 1, not " + treated[t]);
            }
            if (treated[t] == 1 && first < 0) {
                first = t;
            }
            if (treated[t] == 0 && first >= 0) {
                throw new IllegalArgumentException("treatment ends for a unit; this method needs it to stay on");
            }
        }
        return first;
    }
}
