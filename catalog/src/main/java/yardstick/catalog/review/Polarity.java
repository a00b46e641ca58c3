package yardstick.catalog.review;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Whether a review is favourable: logistic regression on n-grams scaled by their naive-Bayes log-count ratio (Wang and
 * Manning 2012), by averaged AdaGrad with a fixed seed.
 */
final class Polarity {

    private static final int ROUNDS = 5;
    private static final double RATE = 0.12;
    private static final double DECAY = 1e-6;

    private final float[] ratio = new float[Grams.BUCKETS];
    private final float[] weights = new float[Grams.BUCKETS];
    private double bias;

    private Polarity() {}

    /** A review as features with its label. */
    record Example(int[] grams, boolean good) {}

    static Polarity train(List<Example> examples) {
        Polarity model = new Polarity();
        model.ratios(examples);
        model.fit(examples);
        return model;
    }

    private void ratios(List<Example> examples) {
        float[] good = new float[Grams.BUCKETS];
        float[] bad = new float[Grams.BUCKETS];
        double goods = 0;
        double bads = 0;
        for (Example example : examples) {
            float[] side = example.good() ? good : bad;
            for (int gram : example.grams()) {
                side[gram]++;
            }
            goods += example.good() ? example.grams().length : 0;
            bads += example.good() ? 0 : example.grams().length;
        }
        for (int i = 0; i < ratio.length; i++) {
            ratio[i] = (float) Math.log((good[i] + 1) / (goods + ratio.length) * (bads + ratio.length) / (bad[i] + 1));
        }
    }

    private void fit(List<Example> examples) {
        float[] now = new float[Grams.BUCKETS];
        float[] squares = new float[Grams.BUCKETS];
        int[] order = new int[examples.size()];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        SplittableRandom random = new SplittableRandom(7);
        double biasNow = 0;
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = order.length - 1; i > 0; i--) {
                int j = random.nextInt(i + 1);
                int kept = order[i];
                order[i] = order[j];
                order[j] = kept;
            }
            for (int i : order) {
                Example example = examples.get(i);
                double slope = sigmoid(biasNow + dot(now, example.grams())) - (example.good() ? 1 : 0);
                biasNow -= 0.01 * slope;
                double norm = Math.sqrt(example.grams().length);
                for (int gram : example.grams()) {
                    double step = slope * ratio[gram] / norm + DECAY * now[gram];
                    squares[gram] += (float) (step * step);
                    now[gram] -= (float) (RATE * step / (Math.sqrt(squares[gram]) + 1e-4));
                }
            }
            for (int i = 0; i < weights.length; i++) {
                weights[i] += now[i] / ROUNDS;
            }
            bias += biasNow / ROUNDS;
        }
    }

    private double dot(float[] vector, int[] grams) {
        double sum = 0;
        for (int gram : grams) {
            sum += vector[gram] * ratio[gram];
        }
        return grams.length == 0 ? 0 : sum / Math.sqrt(grams.length);
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    /** Probability that the review is favourable. */
    double good(int[] grams) {
        return sigmoid(bias + dot(weights, grams));
    }
}
