package yardstick.catalog.match;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Which words matter when only one side has them: a logistic regression over the words that differ and the words that
 * are shared, by averaged AdaGrad. It learns that {@code upgrade} or {@code mac} on one side only is another item.
 */
final class WordWeights {

    private static final int ROUNDS = 12;
    private static final double RATE = 0.15;
    private static final double DECAY = 2e-5;

    private final Map<String, Integer> index = new TreeMap<>();
    private double[] weights = {};

    private WordWeights() {}

    static WordWeights train(List<Set<String>> rows, double[] labels, long seed) {
        WordWeights model = new WordWeights();
        Map<String, Integer> counts = new TreeMap<>();
        rows.forEach(row -> row.forEach(word -> counts.merge(word, 1, Integer::sum)));
        counts.forEach((word, count) -> {
            if (count >= 3) {
                model.index.put(word, model.index.size());
            }
        });
        model.fit(rows.stream().map(model::bits).toList(), labels, seed);
        return model;
    }

    private int[] bits(Set<String> row) {
        return row.stream()
                .map(index::get)
                .filter(java.util.Objects::nonNull)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
    }

    private void fit(List<int[]> rows, double[] labels, long seed) {
        int size = index.size() + 1;
        double[] now = new double[size];
        double[] squares = new double[size];
        weights = new double[size];
        SplittableRandom random = new SplittableRandom(seed);
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            order.add(i);
        }
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = order.size() - 1; i > 0; i--) {
                java.util.Collections.swap(order, i, random.nextInt(i + 1));
            }
            for (int i : order) {
                step(rows.get(i), labels[i], now, squares);
            }
            for (int j = 0; j < size; j++) {
                weights[j] += now[j] / ROUNDS;
            }
        }
    }

    private static void step(int[] row, double label, double[] weights, double[] squares) {
        int bias = weights.length - 1;
        double score = weights[bias];
        for (int j : row) {
            score += weights[j];
        }
        double slope = Boost.sigmoid(score) - label;
        update(bias, slope, weights, squares);
        for (int j : row) {
            update(j, slope + DECAY * 50 * weights[j], weights, squares);
        }
    }

    private static void update(int j, double slope, double[] weights, double[] squares) {
        squares[j] += slope * slope;
        weights[j] -= RATE * slope / (Math.sqrt(squares[j]) + 1e-6);
    }

    double score(Set<String> row) {
        double score = weights[weights.length - 1];
        for (int j : bits(row)) {
            score += weights[j];
        }
        return score;
    }

    /** Words that differ, with the side they are missing on, and words that are shared, of the main field. */
    static Set<String> of(Prepared left, Prepared right) {
        Set<String> features = new LinkedHashSet<>();
        List<String> a = left.words().values().stream().findFirst().orElse(List.of());
        List<String> b = right.words().values().stream().findFirst().orElse(List.of());
        Set<String> inA = new HashSet<>(a);
        Set<String> inB = new HashSet<>(b);
        Set<String> allA = new HashSet<>(left.all());
        Set<String> allB = new HashSet<>(right.all());
        inA.forEach(word -> {
            features.add((inB.contains(word) ? "=" : allB.contains(word) ? "~" : "<") + word);
            if (!allB.contains(word)) {
                features.add("!" + word);
            }
        });
        inB.forEach(word -> {
            if (!allA.contains(word)) {
                features.add(">" + word);
                features.add("!" + word);
            }
        });
        return features;
    }
}
