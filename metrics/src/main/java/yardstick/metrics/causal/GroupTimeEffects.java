package yardstick.metrics.causal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoublePredicate;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import yardstick.metrics.experiment.Distributions;

/**
 * Staggered difference-in-differences: Callaway and Sant'Anna (2021), "Difference-in-differences with multiple time
 * periods". ATT(g, t) compares cohort g with units not treated by then, from the last period before treatment to t;
 * before treatment from each period to the next. Errors come from influence functions, summed within clusters.
 */
public final class GroupTimeEffects {

    /** The effect on cohort {@code group} at {@code time}. */
    public record Cell(double group, double time, Estimated estimated) {}

    /** Bands of an aggregate's points that hold all together. */
    public Bands bands(Aggregate aggregate, int draws) {
        return Bands.of(
                aggregate.by().stream().map(Point::estimated).toList(), panel.cluster(), new Bands.Draws(draws, 1));
    }

    /** A value, its error, and the influence of every unit on it. */
    public record Estimated(double att, double se, double[] influence) {}

    /** One summary over cells, and the values it is the mean of, by event time, cohort or calendar time. */
    public record Aggregate(Estimated overall, List<Point> by) {}

    /** One value of an aggregate. */
    public record Point(double key, Estimated estimated) {}

    /** Wald test of all effects before treatment being 0. */
    public record Pretest(double w, int degrees, double p) {}

    /** Who is compared with, and how. */
    public record Options(boolean notYetTreated, String method) {}

    private final LongPanel panel;
    private final Options options;
    private final TwoPeriods.Method method;
    private final double[] cohort;
    private final boolean gaps;
    private final double[] groups;
    private final List<Cell> cells = new ArrayList<>();

    public GroupTimeEffects(LongPanel whole, Options options) {
        this.options = options;
        this.panel = Cohorts.withoutAlwaysTreated(whole);
        this.cohort = Cohorts.of(panel);
        this.gaps = panel.gaps();
        if (gaps && panel.covariates()[0][0].length > 0) {
            throw new IllegalArgumentException("covariates need units that are observed in every period");
        }
        this.groups =
                Arrays.stream(cohort).filter(g -> g > 0).distinct().sorted().toArray();
        this.method = TwoPeriods.Method.valueOf(options.method().toUpperCase(Locale.ROOT));
        for (double group : groups) {
            cells.addAll(cellsOf(group));
        }
        if (cells.isEmpty()) {
            throw new IllegalArgumentException("no cohort has a comparison: nobody is treated, or nobody is untreated");
        }
    }

    public List<Cell> cells() {
        return cells;
    }

    /** None for a cohort that nobody can be compared with once it is treated: it has no effect to speak of. */
    private List<Cell> cellsOf(double group) {
        List<Cell> found = new ArrayList<>();
        for (int t = 1; t < panel.times().length; t++) {
            Cell cell = cell(group, t);
            if (cell != null) {
                found.add(cell);
            }
        }
        return found.stream().anyMatch(cell -> cell.time() >= group) ? found : List.of();
    }

    private @Nullable Cell cell(double group, int t) {
        double[] times = panel.times();
        int base = t - 1;
        if (times[t] >= group) {
            while (base >= 0 && times[base] >= group) {
                base--;
            }
        }
        double latest = Math.max(times[t], times[base]);
        DoublePredicate control = g -> g == 0 || (options.notYetTreated() && g > latest && g != group);
        int[] members = IntStream.range(0, panel.n())
                .filter(i -> cohort[i] == group || control.test(cohort[i]))
                .toArray();
        boolean compared = Arrays.stream(members).anyMatch(i -> cohort[i] != group);
        if (!compared) {
            return null;
        }
        return gaps
                ? new Cell(group, times[t], fourMeans(members, group, base, t))
                : new Cell(group, times[t], twoPeriods(members, group, base, t));
    }

    /** Where units come and go every observation counts: the difference of four means, within units as in clusters. */
    private Estimated fourMeans(int[] members, double group, int base, int t) {
        double att = 0;
        double[] influence = new double[panel.n()];
        for (int side = 0; side < 4; side++) {
            boolean treated = side < 2;
            int period = side % 2 == 0 ? t : base;
            double sign = treated == (period == t) ? 1 : -1;
            int[] seen = Arrays.stream(members)
                    .filter(i -> (cohort[i] == group) == treated && !Double.isNaN(panel.outcome()[i][period]))
                    .toArray();
            double mean = Arrays.stream(seen)
                    .mapToDouble(i -> panel.outcome()[i][period])
                    .average()
                    .orElse(Double.NaN);
            att += sign * mean;
            for (int i : seen) {
                influence[i] += sign * (panel.outcome()[i][period] - mean) * panel.n() / seen.length;
            }
        }
        return estimated(att, influence);
    }

    private Estimated twoPeriods(int[] members, double group, int base, int t) {
        int size = members.length;
        double[] change = new double[size];
        boolean[] treated = new boolean[size];
        double[][] x = new double[size][];
        for (int m = 0; m < size; m++) {
            int i = members[m];
            change[m] = panel.outcome()[i][t] - panel.outcome()[i][base];
            treated[m] = cohort[i] == group;
            double[] covariates = panel.covariates()[i][Math.min(base, t)];
            x[m] = new double[covariates.length + 1];
            x[m][0] = 1;
            System.arraycopy(covariates, 0, x[m], 1, covariates.length);
        }
        TwoPeriods.Effect effect = new TwoPeriods(change, treated, x).estimate(method);
        double[] influence = new double[panel.n()];
        for (int m = 0; m < size; m++) {
            influence[members[m]] = effect.influence()[m] * panel.n() / size;
        }
        return estimated(effect.att(), influence);
    }

    private Estimated estimated(double att, double[] influence) {
        return new Estimated(att, Math.sqrt(Cohorts.clustered(influence, influence, panel.cluster())), influence);
    }

    private double share(double group) {
        return (double) Arrays.stream(cohort).filter(g -> g == group).count() / panel.n();
    }

    /** All effects after treatment, weighted by cohort size. */
    public Estimated simple() {
        return weighted(cell -> cell.time() >= cell.group());
    }

    /** By time since treatment; overall the mean over times from 0 on. */
    public Aggregate dynamic() {
        double[] events = cells.stream()
                .mapToDouble(cell -> cell.time() - cell.group())
                .distinct()
                .sorted()
                .toArray();
        List<Point> points = new ArrayList<>();
        for (double event : events) {
            points.add(new Point(event, weighted(cell -> cell.time() - cell.group() == event)));
        }
        return new Aggregate(
                mean(points.stream().filter(point -> point.key() >= 0).toList()), points);
    }

    /** By cohort, over its times from treatment on; overall weighted by cohort size. */
    public Aggregate group() {
        List<Point> points = new ArrayList<>();
        for (double group : groups) {
            List<Point> after = cells.stream()
                    .filter(cell -> cell.group() == group && cell.time() >= group)
                    .map(cell -> new Point(cell.time(), cell.estimated()))
                    .toList();
            if (!after.isEmpty()) {
                points.add(new Point(group, mean(after)));
            }
        }
        return new Aggregate(
                weighted(points, points.stream().mapToDouble(Point::key).toArray()), points);
    }

    /** By calendar time, over the cohorts treated by then; overall the mean over times. */
    public Aggregate calendar() {
        List<Point> points = new ArrayList<>();
        for (double time : panel.times()) {
            Predicate<Cell> treated = cell -> cell.time() == time && cell.time() >= cell.group();
            if (cells.stream().anyMatch(treated)) {
                points.add(new Point(time, weighted(treated)));
            }
        }
        return new Aggregate(mean(points), points);
    }

    private Estimated mean(List<Point> points) {
        if (points.isEmpty()) {
            return new Estimated(Double.NaN, Double.NaN, new double[panel.n()]);
        }
        double[] influence = new double[panel.n()];
        double att = 0;
        for (Point point : points) {
            att += point.estimated().att() / points.size();
            Linear.add(influence, point.estimated().influence(), 1.0 / points.size());
        }
        return estimated(att, influence);
    }

    private Estimated weighted(Predicate<Cell> which) {
        List<Cell> chosen = cells.stream().filter(which).toList();
        List<Point> points = chosen.stream()
                .map(cell -> new Point(cell.time(), cell.estimated()))
                .toList();
        return weighted(points, chosen.stream().mapToDouble(Cell::group).toArray());
    }

    /** Weights are cohort shares, themselves estimated, which adds to the influence (section 4.2 of the paper). */
    private Estimated weighted(List<Point> points, double[] group) {
        double[] shares = Arrays.stream(group).map(this::share).toArray();
        double total = Arrays.stream(shares).sum();
        double att = 0;
        double[] influence = new double[panel.n()];
        for (int j = 0; j < shares.length; j++) {
            att += shares[j] / total * points.get(j).estimated().att();
            Linear.add(influence, points.get(j).estimated().influence(), shares[j] / total);
        }
        for (int i = 0; i < panel.n(); i++) {
            for (int j = 0; j < shares.length; j++) {
                double surprise = (cohort[i] == group[j] ? 1 : 0) - shares[j];
                influence[i] += surprise / total * (points.get(j).estimated().att() - att);
            }
        }
        return estimated(att, influence);
    }

    /**
     * Degrees 0 and p 1 when there is no period before treatment to test; not a number when there are fewer clusters than
     * effects.
     */
    public Pretest pretest() {
        List<Cell> before =
                cells.stream().filter(cell -> cell.time() < cell.group()).toList();
        int size = before.size();
        if (size == 0) {
            return new Pretest(0, 0, 1);
        }
        double[][] covariance = new double[size][size];
        double[] att = new double[size];
        for (int i = 0; i < size; i++) {
            att[i] = before.get(i).estimated().att();
            for (int j = 0; j < size; j++) {
                covariance[i][j] = Cohorts.clustered(
                        before.get(i).estimated().influence(),
                        before.get(j).estimated().influence(),
                        panel.cluster());
            }
        }
        try {
            double w = Linear.dot(att, Linear.times(scaledInverse(covariance), att));
            return new Pretest(w, size, Distributions.chiSquaredTail(w, size));
        } catch (IllegalArgumentException e) {
            return new Pretest(Double.NaN, size, Double.NaN);
        }
    }

    /** Variances may be tiny in the unit of the outcome; the inverse is taken of correlations. */
    private static double[][] scaledInverse(double[][] covariance) {
        int size = covariance.length;
        double[][] correlation = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                correlation[i][j] = covariance[i][j] / Math.sqrt(covariance[i][i] * covariance[j][j]);
            }
        }
        double[][] inverse = Linear.inverse(correlation);
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                inverse[i][j] /= Math.sqrt(covariance[i][i] * covariance[j][j]);
            }
        }
        return inverse;
    }
}
