package yardstick.metrics.causal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * What a two-way fixed-effects estimate is made of: Goodman-Bacon (2021), "Difference-in-differences with variation in
 * treatment timing", theorem 1. Every pair of timing groups contributes a 2x2 comparison; those that take already
 * treated units as controls are the suspicious ones.
 *
 * @param twfe the regression coefficient; equals the weighted sum of the components
 */
public record BaconDecomposition(double twfe, List<Component> components) {

    /**
     * One comparison.
     *
     * @param treated first treated period of the treated group
     * @param control that of the control group; NaN for never treated
     */
    public record Component(String type, double treated, double control, double weight, double estimate) {}

    /** A timing group: NaN start for never treated. */
    private record Group(double start, int first, int[] units, double share, double treatedShare) {}

    public static BaconDecomposition of(LongPanel panel) {
        double[][] treated = TwoWay.demeaned(panel.attribute());
        double spread = TwoWay.products(treated, treated);
        if (spread < 1e-12) {
            throw new IllegalArgumentException("treatment does not vary beyond unit and period");
        }
        double twfe = TwoWay.products(treated, panel.outcome()) / spread;
        List<Component> raw = components(panel, groups(panel));
        double total = raw.stream().mapToDouble(Component::weight).sum();
        List<Component> scaled = raw.stream()
                .map(part -> new Component(
                        part.type(), part.treated(), part.control(), part.weight() / total, part.estimate()))
                .toList();
        return new BaconDecomposition(twfe, scaled);
    }

    private static List<Group> groups(LongPanel panel) {
        int[] adoption = TwoWay.adoption(panel.attribute());
        int periods = panel.times().length;
        return Arrays.stream(adoption)
                .distinct()
                .sorted()
                .mapToObj(first -> {
                    int[] units = IntStream.range(0, adoption.length)
                            .filter(i -> adoption[i] == first)
                            .toArray();
                    double start = first < 0 ? Double.NaN : panel.times()[first];
                    double on = first < 0 ? 0 : (double) (periods - first) / periods;
                    return new Group(start, first, units, (double) units.length / adoption.length, on);
                })
                .toList();
    }

    private static List<Component> components(LongPanel panel, List<Group> groups) {
        List<Component> components = new ArrayList<>();
        for (Group treated : groups) {
            for (Group control : groups) {
                if (treated.first() <= 0 || treated == control) {
                    continue;
                }
                components.add(component(panel, treated, control));
            }
        }
        return components;
    }

    /** Weights are those of equations 10e to 10g before division by the variance of treatment. */
    private static Component component(LongPanel panel, Group treated, Group control) {
        double pair = treated.share() + control.share();
        double balance = treated.share() / pair * (control.share() / pair);
        double k = treated.treatedShare();
        double other = control.treatedShare();
        if (control.first() <= 0) {
            double estimate = doubleDifference(panel, treated, control, t -> true);
            String type = control.first() < 0 ? "treated_vs_untreated" : "later_vs_always_treated";
            return new Component(type, treated.start(), control.start(), pair * pair * balance * k * (1 - k), estimate);
        }
        if (treated.first() < control.first()) {
            double window = pair * (1 - other);
            double on = (k - other) / (1 - other);
            double estimate = doubleDifference(panel, treated, control, t -> t < control.first());
            return new Component(
                    "earlier_vs_later",
                    treated.start(),
                    control.start(),
                    window * window * balance * on * (1 - on),
                    estimate);
        }
        double window = pair * other;
        double on = k / other;
        double estimate = doubleDifference(panel, treated, control, t -> t >= control.first());
        double weight = window * window * balance * on * (1 - on);
        return new Component("later_vs_earlier", treated.start(), control.start(), weight, estimate);
    }

    private static double doubleDifference(LongPanel panel, Group treated, Group control, IntPredicate window) {
        IntPredicate after = t -> window.test(t) && t >= treated.first();
        IntPredicate before = t -> window.test(t) && t < treated.first();
        return mean(panel, treated, after)
                - mean(panel, treated, before)
                - (mean(panel, control, after) - mean(panel, control, before));
    }

    private static double mean(LongPanel panel, Group group, IntPredicate when) {
        double sum = 0;
        int count = 0;
        for (int t = 0; t < panel.times().length; t++) {
            if (when.test(t)) {
                count++;
                for (int unit : group.units()) {
                    sum += panel.outcome()[unit][t];
                }
            }
        }
        return sum / count / group.units().length;
    }
}
