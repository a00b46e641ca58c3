package yardstick.metrics.causal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import yardstick.metrics.experiment.Distributions;
import yardstick.metrics.experiment.Range;

/**
 * What a release did to the units it went to, without randomisation: group-time effects (Callaway and Sant'Anna 2021) and
 * synthetic difference-in-differences (Arkhangelsky et al. 2021) side by side, checked by the periods before, by a start that
 * was none (placebo in time) and by units that got nothing (placebo in space).
 *
 * @param effect mean over treated units and periods, in the outcome's unit
 * @param interval 95 %, with the wider error of both methods
 * @param events effect by periods since the start; those before it should be nothing
 * @param pretrend p-value of nothing having happened before the start; null without enough units to tell
 * @param sdid the other method's answer, {@code did} what plain differences say
 * @param spacePlacebo share of units without the release whose own "effect" is at least as large; null without any
 * @param timePlacebo effect of pretending that it began halfway through the periods before; null when there are too few
 * @param forbidden weight in a plain regression of comparisons with units that already had it (Goodman-Bacon 2021)
 * @param doubts reasons not to believe the effect
 */
public record Observational(
        double effect,
        Range interval,
        List<Event> events,
        @Nullable Double pretrend,
        double sdid,
        double did,
        @Nullable Double spacePlacebo,
        @Nullable Range timePlacebo,
        double forbidden,
        List<Doubt> doubts) {

    /** Fewer than these have no error of their own. */
    private static final int LEAST_TREATED = 2;

    private static final int LEAST_CONTROLS = 3;
    private static final int DRAWS = 999;
    private static final double ALPHA = 0.05;
    private static final int MOST_PLACEBOS = 40;

    /** @param band 95 %, of all points together; null when they have no error */
    public record Event(
            double period, double effect, @Nullable Range band) {}

    /** What speaks against an effect. */
    public enum Doubt {
        PRETREND,
        SIGNS,
        PLACEBO_TIME
    }

    /**
     * Units by period.
     *
     * @param cohort number of the first period with the release, from 1; 0 for never
     */
    public record Cells(String[] units, double[][] outcome, int[] cohort) {

        int periods() {
            return outcome[0].length;
        }

        private Cells only(int[] kept, int periods) {
            return new Cells(
                    Arrays.stream(kept).mapToObj(i -> units[i]).toArray(String[]::new),
                    Arrays.stream(kept)
                            .mapToObj(i -> Arrays.copyOf(outcome[i], periods))
                            .toArray(double[][]::new),
                    Arrays.stream(kept).map(i -> cohort[i]).toArray());
        }

        private int[] which(java.util.function.IntPredicate cohorts) {
            return IntStream.range(0, units.length)
                    .filter(i -> cohorts.test(cohort[i]))
                    .toArray();
        }

        private int first() {
            return Arrays.stream(cohort).filter(g -> g > 0).min().orElse(0);
        }

        /** Errors divide by the number of units; with few that start together they are too small by this factor. */
        private double few() {
            int smallest = Arrays.stream(cohort)
                    .filter(g -> g > 0)
                    .map(g -> which(other -> other == g).length)
                    .min()
                    .orElse(LEAST_TREATED);
            double units = Math.max(LEAST_TREATED, smallest);
            return Math.sqrt(units / (units - 1));
        }

        private Cells starting(int[] starts) {
            return new Cells(units, outcome, starts);
        }

        /** @param status whether the attribute is 0 or 1 in each period rather than the cohort */
        private LongPanel panel(boolean status) {
            int periods = periods();
            double[][] attribute = new double[units.length][periods];
            for (int i = 0; i < units.length; i++) {
                for (int t = 0; t < periods; t++) {
                    attribute[i][t] = status ? (cohort[i] > 0 && t + 1 >= cohort[i] ? 1 : 0) : cohort[i];
                }
            }
            return new LongPanel(
                    units,
                    IntStream.rangeClosed(1, periods).asDoubleStream().toArray(),
                    outcome,
                    new double[units.length][periods][0],
                    attribute,
                    IntStream.range(0, units.length).toArray(),
                    0);
        }
    }

    /** @throws IllegalArgumentException when there are too few units or periods; the message says which */
    public static Observational of(Cells cells) {
        int treated = cells.which(g -> g > 0).length;
        int controls = cells.which(g -> g == 0).length;
        if (treated == 0 || controls < LEAST_CONTROLS || cells.first() < 3) {
            throw new IllegalArgumentException("an effect needs a unit with the release, " + LEAST_CONTROLS
                    + " without it, and two periods before its start; there are " + treated + ", " + controls + " and "
                    + Math.max(0, cells.first() - 1));
        }
        Synthetic synthetic = Synthetic.of(cells);
        GroupTimeEffects effects = new GroupTimeEffects(cells.panel(false), new GroupTimeEffects.Options(false, "reg"));
        boolean several = treated >= LEAST_TREATED;
        GroupTimeEffects.Aggregate dynamic = effects.dynamic();
        double few = cells.few();
        double critical = several ? few * effects.bands(dynamic, DRAWS).critical() : Double.NaN;
        double effect = effects.simple().att();
        double own = several
                ? Distributions.studentQuantile(1 - ALPHA / 2, treated + controls - 2)
                        * few
                        * effects.simple().se()
                : 0;
        double reach = Math.max(own, Distributions.normalQuantile(1 - ALPHA / 2) * synthetic.deviation());
        Double pretrend = several ? pretrend(effects, dynamic, few) : null;
        Range timePlacebo = timePlacebo(cells);
        return new Observational(
                effect,
                new Range(effect - reach, effect + reach),
                dynamic.by().stream().map(point -> event(point, critical)).toList(),
                pretrend,
                synthetic.sdid(),
                synthetic.did(),
                synthetic.share(),
                timePlacebo,
                forbidden(cells),
                doubts(new Signs(effect, synthetic.sdid()), pretrend, timePlacebo));
    }

    private record Signs(double one, double other) {}

    private static List<Doubt> doubts(Signs signs, @Nullable Double pretrend, @Nullable Range timePlacebo) {
        List<Doubt> doubts = new ArrayList<>();
        if (pretrend != null && pretrend < ALPHA) {
            doubts.add(Doubt.PRETREND);
        }
        if (signs.one() * signs.other() < 0) {
            doubts.add(Doubt.SIGNS);
        }
        if (timePlacebo != null && !timePlacebo.contains(0)) {
            doubts.add(Doubt.PLACEBO_TIME);
        }
        return doubts;
    }

    private static Event event(GroupTimeEffects.Point point, double critical) {
        double reach = critical * point.estimated().se();
        double effect = point.estimated().att();
        return new Event(
                point.key(), effect, Double.isFinite(reach) ? new Range(effect - reach, effect + reach) : null);
    }

    /** The Wald test needs many more units than periods; with fewer, the largest point before the start is judged. */
    private static @Nullable Double pretrend(GroupTimeEffects effects, GroupTimeEffects.Aggregate dynamic, double few) {
        GroupTimeEffects.Pretest wald = effects.pretest();
        int units = dynamic.overall().influence().length;
        if (wald.degrees() > 0 && units >= 10 * wald.degrees() && Double.isFinite(wald.p())) {
            return wald.p();
        }
        List<GroupTimeEffects.Estimated> before = dynamic.by().stream()
                .filter(point -> point.key() < 0)
                .map(GroupTimeEffects.Point::estimated)
                .toList();
        double largest = before.stream()
                .filter(point -> point.se() > 0)
                .mapToDouble(point -> Math.abs(point.att()) / point.se() / few)
                .max()
                .orElse(Double.NaN);
        if (!Double.isFinite(largest)) {
            return null;
        }
        double alone = Distributions.studentTwoSided(largest, Math.max(1, units - 2));
        return 1 - Math.pow(1 - alone, before.size());
    }

    /** The periods before the first start, cut in two; the release has not begun in either. */
    private static @Nullable Range timePlacebo(Cells cells) {
        int before = cells.first() - 1;
        if (before < 4) {
            return null;
        }
        int[] pretended = Arrays.stream(cells.cohort())
                .map(g -> g > 0 ? before / 2 + 1 : 0)
                .toArray();
        Cells early = cells.only(IntStream.range(0, cells.units().length).toArray(), before)
                .starting(pretended);
        Synthetic placebo = Synthetic.of(early);
        double reach = Distributions.normalQuantile(1 - ALPHA / 2) * placebo.deviation();
        return new Range(placebo.sdid() - reach, placebo.sdid() + reach);
    }

    private static double forbidden(Cells cells) {
        return BaconDecomposition.of(cells.panel(true)).components().stream()
                .filter(part -> part.type().equals("later_vs_earlier"))
                .mapToDouble(BaconDecomposition.Component::weight)
                .sum();
    }

    /**
     * Synthetic difference-in-differences, start by start, weighted by treated units and periods; its error from units
     * without the release that are treated as if they had got it.
     *
     * @param share of these whose "effect" is at least as large
     */
    private record Synthetic(
            double sdid,
            double did,
            double deviation,
            @Nullable Double share) {

        static Synthetic of(Cells cells) {
            double[] found = effect(cells);
            int[] controls = cells.which(g -> g == 0);
            int[] starts = cells.cohort();
            int[] began = Arrays.stream(starts).filter(g -> g > 0).toArray();
            double[] placebos = Arrays.stream(controls)
                    .limit(MOST_PLACEBOS)
                    .mapToDouble(unit -> effect(pretending(cells, unit, began[unit % began.length]))[0])
                    .toArray();
            double squares = Arrays.stream(placebos).map(value -> value * value).sum();
            double larger = Arrays.stream(placebos)
                    .filter(value -> Math.abs(value) >= Math.abs(found[0]))
                    .count();
            double deviation = Math.sqrt(squares / placebos.length / Math.min(began.length, controls.length));
            return new Synthetic(found[0], found[1], deviation, (larger + 1) / (placebos.length + 1));
        }

        private static Cells pretending(Cells cells, int unit, int start) {
            int[] kept = cells.which(g -> g == 0);
            Cells without = cells.only(kept, cells.periods());
            int[] starts = Arrays.stream(kept).map(i -> i == unit ? start : 0).toArray();
            return without.starting(starts);
        }

        private static double[] effect(Cells cells) {
            double[] sums = new double[3];
            int[] starts = Arrays.stream(cells.cohort())
                    .filter(g -> g > 1 && g <= cells.periods())
                    .distinct()
                    .toArray();
            for (int start : starts) {
                int[] kept = cells.which(g -> g == 0 || g == start);
                SyntheticDid found =
                        SyntheticDid.of(cells.only(kept, cells.periods()).panel(true));
                double weight = (double) cells.which(g -> g == start).length * (cells.periods() - start + 1);
                sums[0] += weight * found.sdid();
                sums[1] += weight * found.did();
                sums[2] += weight;
            }
            return new double[] {sums[0] / sums[2], sums[1] / sums[2]};
        }
    }
}
