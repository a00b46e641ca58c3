package yardstick.metrics.causal;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Synthetic difference-in-differences: Arkhangelsky, Athey, Hirshberg, Imbens and Wager (2021), algorithm 1, with the
 * penalties of section 2; beside it the synthetic control (Abadie, Diamond and Hainmueller 2010) and plain
 * difference-in-differences of the same panel. All treated units start in the same period.
 *
 * @param timeWeights of the periods before treatment, in their order
 * @param unitWeights of the control units, in the order of {@code controls}
 */
public record SyntheticDid(
        double did, double sdid, double sc, double[] timeWeights, double[] unitWeights, String[] controls) {

    private static final double NO_PENALTY = 1e-6;

    public static SyntheticDid of(LongPanel panel) {
        int[] adoption = TwoWay.adoption(panel.attribute());
        int[] starts =
                Arrays.stream(adoption).filter(first -> first >= 0).distinct().toArray();
        if (starts.length != 1 || starts[0] == 0) {
            throw new IllegalArgumentException(
                    "all treated units must start in one period, with a period before it, not in " + starts.length);
        }
        int start = starts[0];
        int[] controls = units(adoption, first -> first < 0);
        int[] treated = units(adoption, first -> first >= 0);
        if (controls.length < 2) {
            throw new IllegalArgumentException("at least two never-treated units are needed");
        }
        double[][] control = rows(panel, controls);
        double[] target = mean(rows(panel, treated));
        int after = panel.times().length - start;
        double noise = noise(control, start);
        double zeta = Math.pow((double) treated.length * after, 0.25) * noise;
        double[] omega = unitWeights(control, target, start, new SimplexFit.Setup(zeta, noise, true));
        double[] lambda = timeWeights(control, start, new SimplexFit.Setup(NO_PENALTY * noise, noise, true));
        double[] synthetic =
                unitWeights(control, target, start, new SimplexFit.Setup(NO_PENALTY * noise, noise, false));
        double[] evenUnits = even(control.length);
        String[] names = Arrays.stream(controls).mapToObj(i -> panel.units()[i]).toArray(String[]::new);
        return new SyntheticDid(
                effect(control, target, evenUnits, even(start)),
                effect(control, target, omega, lambda),
                effect(control, target, synthetic, new double[start]),
                lambda,
                omega,
                names);
    }

    private static int[] units(int[] adoption, IntPredicate which) {
        return IntStream.range(0, adoption.length)
                .filter(i -> which.test(adoption[i]))
                .toArray();
    }

    private static double[][] rows(LongPanel panel, int[] units) {
        return Arrays.stream(units).mapToObj(i -> panel.outcome()[i]).toArray(double[][]::new);
    }

    private static double[] mean(double[][] rows) {
        double[] mean = new double[rows[0].length];
        for (double[] row : rows) {
            Linear.add(mean, row, 1.0 / rows.length);
        }
        return mean;
    }

    private static double[] even(int size) {
        double[] weights = new double[size];
        Arrays.fill(weights, 1.0 / size);
        return weights;
    }

    /** Standard deviation of first differences of controls before treatment. */
    private static double noise(double[][] control, int start) {
        double[] differences = Arrays.stream(control)
                .flatMapToDouble(row -> IntStream.range(1, start).mapToDouble(t -> row[t] - row[t - 1]))
                .toArray();
        double mean = Arrays.stream(differences).average().orElse(0);
        double squares =
                Arrays.stream(differences).map(d -> (d - mean) * (d - mean)).sum();
        return differences.length < 2 ? 0 : Math.sqrt(squares / (differences.length - 1));
    }

    /** Controls whose weighted path before treatment runs parallel to the treated one. */
    private static double[] unitWeights(double[][] control, double[] target, int start, SimplexFit.Setup setup) {
        double[][] design = new double[start][control.length];
        for (int t = 0; t < start; t++) {
            for (int i = 0; i < control.length; i++) {
                design[t][i] = control[i][t];
            }
        }
        return SimplexFit.weights(design, Arrays.copyOf(target, start), setup);
    }

    /** Periods before treatment whose weighted mean predicts the mean after it, among controls. */
    private static double[] timeWeights(double[][] control, int start, SimplexFit.Setup setup) {
        double[][] design = new double[control.length][];
        double[] after = new double[control.length];
        for (int i = 0; i < control.length; i++) {
            design[i] = Arrays.copyOf(control[i], start);
            after[i] = Arrays.stream(control[i], start, control[i].length)
                    .average()
                    .orElse(0);
        }
        return SimplexFit.weights(design, after, setup);
    }

    private static double effect(double[][] control, double[] target, double[] units, double[] times) {
        double[] difference = target.clone();
        for (int i = 0; i < control.length; i++) {
            Linear.add(difference, control[i], -units[i]);
        }
        double after = Arrays.stream(difference, times.length, difference.length)
                .average()
                .orElse(Double.NaN);
        return after - Linear.dot(Arrays.copyOf(difference, times.length), times);
    }
}
