package yardstick.metrics.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Two-sided group-sequential bounds at equally spaced looks: the spending function of Lan and DeMets (1983) that
 * resembles O'Brien and Fleming's bounds, a(t) = 2 - 2 Phi(z(1 - a/2) / sqrt(t)) on each side, a = alpha / 2. The density of the score among
 * paths still inside is carried from look to look by numerical integration (Armitage, McPherson and Rowe 1969).
 */
public final class GroupBounds {

    private static final int POINTS = 801;
    private static final Map<Design, List<Double>> KNOWN = new ConcurrentHashMap<>();

    private record Design(int looks, double alpha) {}

    private GroupBounds() {}

    /** Critical value of the standardised effect at a look, from 1. */
    static double at(int looks, int look, double alpha) {
        return bounds(looks, alpha).get(look - 1);
    }

    /** Critical values at every look. */
    public static List<Double> bounds(int looks, double alpha) {
        return KNOWN.computeIfAbsent(new Design(looks, alpha), design -> compute(looks, alpha));
    }

    private static List<Double> compute(int looks, double alpha) {
        if (looks < 1 || looks > 500) {
            throw new IllegalArgumentException("1 to 500 looks, not " + looks);
        }
        double z = Distributions.normalQuantile(1 - alpha / 4);
        List<Double> bounds = new ArrayList<>();
        double spent = 0;
        double[] points = {0};
        double[] mass = {1};
        for (int look = 1; look <= looks; look++) {
            double allowed = 2 * Distributions.normalTwoSided(z / Math.sqrt((double) look / looks));
            double bound = crossing(points, mass, allowed - spent, Math.sqrt(look));
            bounds.add(bound / Math.sqrt(look));
            double[] next = grid(bound);
            mass = carry(points, mass, next);
            points = next;
            spent = allowed;
        }
        return List.copyOf(bounds);
    }

    /** The bound of the score (sum of unit-variance increments) whose crossing has the given probability. */
    private static double crossing(double[] points, double[] mass, double probability, double scale) {
        double low = 0;
        double high = 40 * scale;
        for (int i = 0; i < 70; i++) {
            double middle = (low + high) / 2;
            double outside = 0;
            for (int j = 0; j < points.length; j++) {
                outside += mass[j]
                        * (Distributions.normal(points[j] - middle) + Distributions.normal(-points[j] - middle));
            }
            if (outside > probability) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    private static double[] grid(double bound) {
        double reach = Math.min(bound, 60);
        double[] points = new double[POINTS];
        for (int i = 0; i < POINTS; i++) {
            points[i] = -reach + 2 * reach * i / (POINTS - 1);
        }
        return points;
    }

    /** Simpson's weights times the density of the next score among paths that stayed inside. */
    private static double[] carry(double[] points, double[] mass, double[] next) {
        double step = next[1] - next[0];
        double[] carried = new double[next.length];
        for (int i = 0; i < next.length; i++) {
            double density = 0;
            for (int j = 0; j < points.length; j++) {
                double move = next[i] - points[j];
                density += mass[j] * Math.exp(-move * move / 2);
            }
            int weight = i == 0 || i == next.length - 1 ? 1 : i % 2 == 1 ? 4 : 2;
            carried[i] = density / Math.sqrt(2 * Math.PI) * weight * step / 3;
        }
        return carried;
    }
}
