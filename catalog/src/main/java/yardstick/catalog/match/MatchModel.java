package yardstick.catalog.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Boosted trees over similarities and word weights, bagged over folds. Every training pair is scored by the members
 * that did not see it; the threshold is chosen on those scores.
 */
final class MatchModel {

    private static final int FOLDS = 5;
    private static final int RESAMPLES = 201;
    private static final double DOUBT = 100;

    private final PairFeatures features;
    private final List<Member> members = new ArrayList<>();
    private double threshold = 0.5;
    private double crossValidatedF1;

    /** One fold's learners. */
    private record Member(WordWeights words, List<Boost> boosts) {

        double score(double[] row, Set<String> words) {
            double[] full = extended(row, this.words.score(words));
            double sum = 0;
            for (Boost boost : boosts) {
                sum += boost.score(full);
            }
            return sum / boosts.size();
        }
    }

    /** A training set in the learners' form. */
    private record Table(double[][] rows, List<Set<String>> words, double[] labels) {

        Table pick(int[] indexes) {
            return new Table(
                    Arrays.stream(indexes).mapToObj(i -> rows[i]).toArray(double[][]::new),
                    Arrays.stream(indexes).mapToObj(words::get).toList(),
                    Arrays.stream(indexes).mapToDouble(i -> labels[i]).toArray());
        }
    }

    private MatchModel(PairFeatures features) {
        this.features = features;
    }

    static MatchModel train(PairFeatures features, List<LabelledPair> pairs) {
        MatchModel model = new MatchModel(features);
        Table table = new Table(
                pairs.stream().map(features::of).toArray(double[][]::new),
                pairs.stream().map(model::words).toList(),
                pairs.stream().mapToDouble(pair -> pair.same() ? 1 : 0).toArray());
        int[] folds = folds(table.labels());
        double[] scores = new double[pairs.size()];
        for (int fold = 0; fold < FOLDS; fold++) {
            int held = fold;
            int[] inside = java.util.stream.IntStream.range(0, folds.length)
                    .filter(i -> folds[i] != held)
                    .toArray();
            Member member = member(table.pick(inside), fold);
            model.members.add(member);
            for (int i = 0; i < folds.length; i++) {
                if (folds[i] == held) {
                    scores[i] = Boost.sigmoid(
                            member.score(table.rows()[i], table.words().get(i)));
                }
            }
        }
        model.choose(scores, table.labels());
        return model;
    }

    private Set<String> words(LabelledPair pair) {
        return WordWeights.of(features.prepared(pair.left()), features.prepared(pair.right()));
    }

    /** Every class is dealt out evenly, in the order of the file. */
    private static int[] folds(double[] labels) {
        int[] folds = new int[labels.length];
        int[] next = new int[2];
        for (int i = 0; i < labels.length; i++) {
            folds[i] = next[(int) labels[i]]++ % FOLDS;
        }
        return folds;
    }

    /** The trees see word scores of pairs that the word weights did not see. */
    private static Member member(Table table, int seed) {
        int[] folds = folds(table.labels());
        double[][] rows = new double[table.rows().length][];
        for (int fold = 0; fold < FOLDS; fold++) {
            int held = fold;
            int[] inside = java.util.stream.IntStream.range(0, folds.length)
                    .filter(i -> folds[i] != held)
                    .toArray();
            Table part = table.pick(inside);
            WordWeights words = WordWeights.train(part.words(), part.labels(), seed * 31L + fold);
            for (int i = 0; i < folds.length; i++) {
                if (folds[i] == held) {
                    rows[i] =
                            extended(table.rows()[i], words.score(table.words().get(i)));
                }
            }
        }
        boolean small = rows.length < 1_000;
        List<Boost> boosts = new ArrayList<>();
        for (int i = 0; i < (small ? 6 : 2); i++) {
            boosts.add(Boost.train(
                    rows, table.labels(), new Boost.Settings(small ? 120 : 250, small ? 3 : 5, 0.05, seed * 101L + i)));
        }
        return new Member(WordWeights.train(table.words(), table.labels(), seed), boosts);
    }

    private static double[] extended(double[] row, double score) {
        double[] full = Arrays.copyOf(row, row.length + 1);
        full[row.length] = score;
        return full;
    }

    /**
     * The median of the best thresholds of resampled scores, drawn towards half of the F1 that it reaches, where the best
     * threshold of calibrated probabilities lies (Lipton, Elkan, Naryanaswamy 2014): with few positive pairs the observed
     * one hangs on one or two of them.
     */
    private void choose(double[] scores, double[] labels) {
        SplittableRandom random = new SplittableRandom(11);
        Integer[] order = new Integer[scores.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Double.compare(scores[b], scores[a]));
        double[] chosen = new double[RESAMPLES];
        for (int sample = 0; sample < RESAMPLES; sample++) {
            int[] times = new int[scores.length];
            for (int i = 0; i < times.length; i++) {
                times[random.nextInt(times.length)]++;
            }
            chosen[sample] = best(order, times, scores, labels);
        }
        Arrays.sort(chosen);
        double median = chosen[RESAMPLES / 2];
        double positives = Arrays.stream(labels).sum();
        double trust = positives / (positives + DOUBT);
        threshold = trust * median + (1 - trust) * f1(scores, labels, median) / 2;
        crossValidatedF1 = f1(scores, labels, threshold);
    }

    private static double f1(double[] scores, double[] labels, double threshold) {
        double hits = 0;
        double found = 0;
        for (int i = 0; i < scores.length; i++) {
            found += scores[i] >= threshold ? 1 : 0;
            hits += scores[i] >= threshold ? labels[i] : 0;
        }
        return 2 * hits / (found + Arrays.stream(labels).sum());
    }

    /** @param times how often each pair is in the sample */
    private static double best(Integer[] order, int[] times, double[] scores, double[] labels) {
        double positives = 0;
        for (int i = 0; i < times.length; i++) {
            positives += times[i] * labels[i];
        }
        double hits = 0;
        double found = 0;
        double best = 0;
        double threshold = 0.5;
        for (int i = 0; i < order.length; i++) {
            hits += times[order[i]] * labels[order[i]];
            found += times[order[i]];
            double f1 = 2 * hits / (found + positives);
            boolean tied = i + 1 < order.length && scores[order[i + 1]] == scores[order[i]];
            if (f1 > best && !tied) {
                best = f1;
                threshold = i + 1 < order.length ? (scores[order[i]] + scores[order[i + 1]]) / 2 : scores[order[i]];
            }
        }
        return threshold;
    }

    double crossValidatedF1() {
        return crossValidatedF1;
    }

    double threshold() {
        return threshold;
    }

    /** Probability that both records are the same item. */
    double probability(LabelledPair pair) {
        double[] row = features.of(pair);
        Set<String> words = words(pair);
        double sum = 0;
        for (Member member : members) {
            sum += Boost.sigmoid(member.score(row, words));
        }
        return sum / members.size();
    }

    boolean same(LabelledPair pair) {
        return probability(pair) >= threshold;
    }
}
