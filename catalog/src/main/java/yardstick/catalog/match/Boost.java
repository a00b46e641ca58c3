package yardstick.catalog.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Gradient-boosted regression trees for the logistic loss (Friedman 2001), with second-order leaves and histogram
 * splits (Chen and Guestrin 2016). NaN has a bin of its own. The same seed gives the same trees.
 */
final class Boost {

    private static final int BINS = 48;

    private final double[][] cuts;
    private final List<Tree> trees = new ArrayList<>();
    private final double start;
    private final Settings settings;

    /** @param shrink learning rate */
    record Settings(int rounds, int depth, double shrink, long seed) {}

    private record Node(int feature, int bin, int left, int right, double value) {}

    private record Tree(List<Node> nodes) {

        double value(int[] row) {
            int at = 0;
            while (nodes.get(at).feature() >= 0) {
                Node node = nodes.get(at);
                at = row[node.feature()] <= node.bin() ? node.left() : node.right();
            }
            return nodes.get(at).value();
        }
    }

    private Boost(double[][] cuts, double start, Settings settings) {
        this.cuts = cuts;
        this.start = start;
        this.settings = settings;
    }

    static Boost train(double[][] rows, double[] labels, Settings settings) {
        double[][] cuts = cuts(rows);
        double mean = Arrays.stream(labels).average().orElse(0.5);
        double prior = Math.clamp(mean, 1e-3, 1 - 1e-3);
        Boost boost = new Boost(cuts, Math.log(prior / (1 - prior)), settings);
        int[][] binned = Arrays.stream(rows).map(boost::bins).toArray(int[][]::new);
        boost.fit(binned, labels);
        return boost;
    }

    private static double[][] cuts(double[][] rows) {
        int width = rows[0].length;
        double[][] cuts = new double[width][];
        for (int f = 0; f < width; f++) {
            int feature = f;
            double[] sorted = Arrays.stream(rows)
                    .mapToDouble(row -> row[feature])
                    .filter(value -> !Double.isNaN(value))
                    .sorted()
                    .toArray();
            double[] chosen = new double[BINS - 1];
            int count = 0;
            for (int b = 1; b < BINS && sorted.length > 0; b++) {
                double cut = sorted[(int) ((long) b * (sorted.length - 1) / BINS)];
                if (count == 0 || cut > chosen[count - 1]) {
                    chosen[count++] = cut;
                }
            }
            cuts[f] = Arrays.copyOf(chosen, count);
        }
        return cuts;
    }

    /** Bin 0 is NaN, the others rise with the value. */
    private int[] bins(double[] row) {
        int[] bins = new int[cuts.length];
        for (int f = 0; f < cuts.length; f++) {
            if (!Double.isNaN(row[f])) {
                int at = Arrays.binarySearch(cuts[f], row[f]);
                bins[f] = 1 + (at >= 0 ? at : -at - 1);
            }
        }
        return bins;
    }

    private void fit(int[][] rows, double[] labels) {
        SplittableRandom random = new SplittableRandom(settings.seed());
        double[] scores = new double[rows.length];
        Arrays.fill(scores, start);
        double[] gradient = new double[rows.length];
        double[] hessian = new double[rows.length];
        for (int round = 0; round < settings.rounds(); round++) {
            for (int i = 0; i < rows.length; i++) {
                double p = sigmoid(scores[i]);
                gradient[i] = p - labels[i];
                hessian[i] = Math.max(p * (1 - p), 1e-6);
            }
            Tree tree = new Grower(rows, gradient, hessian, random).grow();
            trees.add(tree);
            for (int i = 0; i < rows.length; i++) {
                scores[i] += tree.value(rows[i]);
            }
        }
    }

    static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    /** Log odds. */
    double score(double[] row) {
        int[] bins = bins(row);
        double score = start;
        for (Tree tree : trees) {
            score += tree.value(bins);
        }
        return score;
    }

    /** Grows one tree on a sample of rows and features. */
    private final class Grower {

        private static final double ROWS = 0.8;
        private static final double FEATURES = 0.5;
        private static final double LAMBDA = 1.5;
        private static final double LEAST = 1.0;

        private final int[][] rows;
        private final double[] gradient;
        private final double[] hessian;
        private final int[] features;
        private final int[] sample;
        private final List<Node> nodes = new ArrayList<>();

        Grower(int[][] rows, double[] gradient, double[] hessian, SplittableRandom random) {
            this.rows = rows;
            this.gradient = gradient;
            this.hessian = hessian;
            this.sample = java.util.stream.IntStream.range(0, rows.length)
                    .filter(i -> random.nextDouble() < ROWS)
                    .toArray();
            this.features = java.util.stream.IntStream.range(0, cuts.length)
                    .filter(i -> random.nextDouble() < FEATURES)
                    .toArray();
        }

        Tree grow() {
            grow(sample, 0);
            return new Tree(List.copyOf(nodes));
        }

        private int grow(int[] members, int depth) {
            double g = 0;
            double h = 0;
            for (int i : members) {
                g += gradient[i];
                h += hessian[i];
            }
            int own = nodes.size();
            nodes.add(new Node(-1, 0, 0, 0, -g / (h + LAMBDA) * settings.shrink()));
            if (depth < settings.depth() && h > 2 * LEAST) {
                int[] split = split(members, g, h);
                if (split.length > 0) {
                    int[] lower = Arrays.stream(members)
                            .filter(i -> rows[i][split[0]] <= split[1])
                            .toArray();
                    int[] upper = Arrays.stream(members)
                            .filter(i -> rows[i][split[0]] > split[1])
                            .toArray();
                    int left = grow(lower, depth + 1);
                    int right = grow(upper, depth + 1);
                    nodes.set(own, new Node(split[0], split[1], left, right, 0));
                }
            }
            return own;
        }

        /** Feature and last bin of the lower side with the highest gain; empty when none gains. */
        private int[] split(int[] members, double g, double h) {
            double best = 1e-3;
            int[] split = {};
            double base = g * g / (h + LAMBDA);
            for (int f : features) {
                double[] sums = new double[2 * (BINS + 1)];
                for (int i : members) {
                    int bin = rows[i][f];
                    sums[2 * bin] += gradient[i];
                    sums[2 * bin + 1] += hessian[i];
                }
                double lg = 0;
                double lh = 0;
                for (int bin = 0; bin < cuts[f].length + 1; bin++) {
                    lg += sums[2 * bin];
                    lh += sums[2 * bin + 1];
                    if (lh >= LEAST && h - lh >= LEAST) {
                        double gain = lg * lg / (lh + LAMBDA) + (g - lg) * (g - lg) / (h - lh + LAMBDA) - base;
                        if (gain > best) {
                            best = gain;
                            split = new int[] {f, bin};
                        }
                    }
                }
            }
            return split;
        }
    }
}
