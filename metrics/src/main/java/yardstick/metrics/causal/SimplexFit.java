package yardstick.metrics.causal;

import java.util.Arrays;

/**
 * Non-negative weights that sum to 1 and minimise |A w - b|^2 / rows + penalty^2 |w|^2, by Frank-Wolfe steps with exact
 * line search. Tiny weights are cleared after a first, short pass and the rest is fitted again.
 */
final class SimplexFit {

    private static final int FIRST_PASS = 100;
    private static final int SECOND_PASS = 10_000;

    /**
     * @param penalty per unit of the outcome
     * @param noise scale of the stopping rule
     * @param intercept whether a constant may be added, that is, columns are centred first
     */
    record Setup(double penalty, double noise, boolean intercept) {}

    private SimplexFit() {}

    static double[] weights(double[][] a, double[] b, Setup setup) {
        double[][] design = setup.intercept() ? centred(a) : a;
        double[] target = setup.intercept() ? centred(b) : b;
        double[] start = new double[a[0].length];
        Arrays.fill(start, 1.0 / start.length);
        double[] rough = descend(design, target, start, new Pass(setup, FIRST_PASS));
        return descend(design, target, cleared(rough), new Pass(setup, SECOND_PASS));
    }

    private record Pass(Setup setup, int steps) {}

    private static double[][] centred(double[][] a) {
        double[] mean = new double[a[0].length];
        for (double[] row : a) {
            Linear.add(mean, row, 1.0 / a.length);
        }
        return Arrays.stream(a)
                .map(row -> {
                    double[] result = row.clone();
                    Linear.add(result, mean, -1);
                    return result;
                })
                .toArray(double[][]::new);
    }

    private static double[] centred(double[] b) {
        double mean = Arrays.stream(b).average().orElse(0);
        return Arrays.stream(b).map(value -> value - mean).toArray();
    }

    private static double[] cleared(double[] weights) {
        double threshold = Arrays.stream(weights).max().orElse(0) / 4;
        double[] kept = Arrays.stream(weights).map(w -> w <= threshold ? 0 : w).toArray();
        double total = Arrays.stream(kept).sum();
        return Arrays.stream(kept).map(w -> w / total).toArray();
    }

    private static double[] descend(double[][] a, double[] b, double[] start, Pass pass) {
        double[] weights = start.clone();
        double eta = a.length * pass.setup().penalty() * pass.setup().penalty();
        double least = Math.pow(1e-5 * pass.setup().noise(), 2);
        double[] miss = Linear.times(a, weights);
        Linear.add(miss, b, -1);
        double previous = Double.POSITIVE_INFINITY;
        for (int step = 0; step < pass.steps(); step++) {
            step(a, weights, miss, eta);
            double value = pass.setup().penalty() * pass.setup().penalty() * Linear.dot(weights, weights)
                    + Linear.dot(miss, miss) / a.length;
            if (step > 0 && previous - value <= least) {
                break;
            }
            previous = value;
        }
        return weights;
    }

    /** Moves towards the corner with the steepest descent, as far as the quadratic says. */
    private static void step(double[][] a, double[] weights, double[] miss, double eta) {
        double[] gradient = new double[weights.length];
        for (int row = 0; row < a.length; row++) {
            Linear.add(gradient, a[row], miss[row]);
        }
        Linear.add(gradient, weights, eta);
        int corner = 0;
        for (int j = 1; j < gradient.length; j++) {
            corner = gradient[j] < gradient[corner] ? j : corner;
        }
        double[] direction = weights.clone();
        for (int j = 0; j < direction.length; j++) {
            direction[j] = (j == corner ? 1 : 0) - weights[j];
        }
        double[] move = Linear.times(a, direction);
        double curvature = Linear.dot(move, move) + eta * Linear.dot(direction, direction);
        if (curvature == 0) {
            return;
        }
        double length = Math.clamp(-Linear.dot(gradient, direction) / curvature, 0.0, 1.0);
        Linear.add(weights, direction, length);
        Linear.add(miss, move, length);
    }
}
