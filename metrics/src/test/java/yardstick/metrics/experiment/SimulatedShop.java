package yardstick.metrics.experiment;

import java.util.SplittableRandom;

/**
 * Visitors of one arm day by day: each comes back with a propensity of its own, buys with one of its own, spends a skewed
 * amount. The sums are those a release is judged by.
 */
final class SimulatedShop {

    private final SplittableRandom random;
    private final int perDay;
    private final double[][] people;
    private int known;

    /** n, y, r, s, yy, rr, ss, ry, ys, buyers, repeaters. */
    final double[] sums = new double[11];

    SimulatedShop(SplittableRandom random, int perDay, int days) {
        this.random = random;
        this.perDay = perDay;
        this.people = new double[perDay * days][];
    }

    /** One more day: newcomers arrive, some of the others return. */
    void day() {
        int before = known;
        for (int i = 0; i < perDay; i++) {
            people[known++] =
                    new double[] {0.02 + 0.08 * random.nextDouble(), 0.05 + 0.3 * random.nextDouble(), 0, 0, 0};
        }
        sums[0] = known;
        for (int i = 0; i < known; i++) {
            if (i >= before || random.nextDouble() < people[i][0]) {
                visit(people[i]);
            }
        }
    }

    private void visit(double[] person) {
        count(person, -1);
        person[4]++;
        if (random.nextDouble() < person[1]) {
            person[2]++;
            double gauss = 0;
            for (int i = 0; i < 12; i++) {
                gauss += random.nextDouble();
            }
            person[3] += 100 * Math.exp(0.7 * (gauss - 6));
        }
        count(person, 1);
    }

    private void count(double[] person, int sign) {
        double y = person[2];
        double r = person[3];
        double s = person[4];
        double[] add = {0, y, r, s, y * y, r * r, s * s, r * y, y * s, y >= 1 ? 1 : 0, y >= 2 ? 1 : 0};
        for (int i = 0; i < add.length; i++) {
            sums[i] += sign * add[i];
        }
    }

    RatioSample atv() {
        return ratio(new int[] {2, 5}, new int[] {1, 4}, 7);
    }

    RatioSample cvr() {
        return ratio(new int[] {1, 4}, new int[] {3, 6}, 8);
    }

    RatioSample rpr() {
        return ratio(new int[] {10, 10}, new int[] {9, 9}, 10);
    }

    private RatioSample ratio(int[] y, int[] x, int xy) {
        return new RatioSample(
                sums[0],
                new RatioSample.Part(sums[y[0]], sums[y[1]], 0),
                new RatioSample.Part(sums[x[0]], sums[x[1]], 0),
                sums[xy],
                RatioSample.Covariate.NONE);
    }
}
