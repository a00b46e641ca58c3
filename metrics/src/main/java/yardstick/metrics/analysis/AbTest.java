package yardstick.metrics.analysis;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import yardstick.metrics.experiment.ArmSample;
import yardstick.metrics.experiment.ArmSample.Adjusted;
import yardstick.metrics.experiment.Comparison;
import yardstick.metrics.experiment.Estimate;
import yardstick.metrics.experiment.Monitoring;
import yardstick.metrics.experiment.Quantiles;
import yardstick.metrics.experiment.Range;
import yardstick.metrics.experiment.SampleRatioCheck;

/** Every arm against control on every metric, from one row or more per unit. */
final class AbTest {

    private static final double CONFIDENCE = 0.95;

    private final Options options;
    private final Map<String, double[]> values = new LinkedHashMap<>();
    private final String[] arm;
    private final int crossed;

    AbTest(Path file, Options options) {
        this.options = options;
        options.allow("unit", "arm", "control", "metric", "covariate", "mode", "looks", "ratio", "separator");
        Set<String> columns = new LinkedHashSet<>();
        options.all("metric").forEach(metric -> columns.addAll(Metric.of(metric).columns()));
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("option --metric is missing");
        }
        options.find("covariate").ifPresent(columns::add);
        List<String> wanted = new ArrayList<>(columns);
        wanted.add(options.text("arm"));
        options.find("unit").ifPresent(wanted::add);
        Table table = Table.read(file, Methods.separator(options), wanted);
        String[] arms = table.text(options.text("arm"));
        String[] units = options.find("unit").map(table::text).orElse(null);
        Units grouped = Units.of(units, arms);
        this.arm = grouped.arms();
        this.crossed = grouped.crossed();
        columns.forEach(column -> values.put(column, grouped.sums(table.numbers(column))));
    }

    /** A metric as written on the command line. */
    private record Metric(String name, String kind, List<String> columns, double level) {

        private static final List<String> KINDS = List.of("mean", "proportion", "ratio", "capped", "quantile");

        static Metric of(String text) {
            int colon = text.indexOf(':');
            String kind = colon < 0 ? "" : text.substring(0, colon);
            String rest = text.substring(colon + 1);
            boolean levelled = kind.equals("quantile") || kind.equals("capped");
            int at = rest.lastIndexOf('@');
            double level = levelled && at > 0 ? level(rest.substring(at + 1), text) : levelled ? Double.NaN : 1;
            List<String> columns = List.of((levelled && at > 0 ? rest.substring(0, at) : rest).split("/"));
            if (!KINDS.contains(kind) || Double.isNaN(level) || columns.size() != (kind.equals("ratio") ? 2 : 1)) {
                throw wrong(text);
            }
            return new Metric(text, kind, columns, level);
        }

        private static double level(String digits, String text) {
            try {
                double level = Double.parseDouble(digits);
                if (level > 0 && level < 1) {
                    return level;
                }
            } catch (NumberFormatException e) {
                throw wrong(text);
            }
            throw wrong(text);
        }

        private static IllegalArgumentException wrong(String text) {
            return new IllegalArgumentException("--metric is mean:COL, proportion:COL, ratio:NUM/DEN, capped:COL@0.99"
                    + " or quantile:COL@0.95, not " + text);
        }
    }

    Map<String, @Nullable Object> run() {
        String control = options.text("control");
        List<String> arms = new ArrayList<>(new LinkedHashSet<>(Arrays.asList(arm)));
        if (!arms.remove(control) || arms.isEmpty()) {
            throw new IllegalArgumentException("arm column has " + new LinkedHashSet<>(Arrays.asList(arm))
                    + "; it needs " + control + " and at least one other");
        }
        arms.sort(null);
        List<Map<String, @Nullable Object>> metrics = new ArrayList<>();
        for (String text : options.all("metric")) {
            Metric metric = Metric.of(text);
            arms.forEach(other -> metrics.add(compare(metric, control, other)));
        }
        arms.addFirst(control);
        SampleRatioCheck check = sampleRatio(arms);
        return JsonText.object(
                "srm",
                JsonText.object("statistic", check.statistic(), "p", check.p()),
                "metrics",
                metrics,
                "crossed_units",
                crossed);
    }

    private SampleRatioCheck sampleRatio(List<String> arms) {
        long[] counts = arms.stream()
                .mapToLong(name -> Arrays.stream(arm).filter(name::equals).count())
                .toArray();
        double[] weights = options.numbers("ratio");
        if (weights.length == 0) {
            weights = new double[counts.length];
            Arrays.fill(weights, 1);
        }
        if (weights.length != counts.length) {
            throw new IllegalArgumentException("--ratio needs a share for control and each of " + arms);
        }
        return SampleRatioCheck.of(counts, weights);
    }

    private ArmSample sample(Metric metric, String name) {
        int[] rows = java.util.stream.IntStream.range(0, arm.length)
                .filter(i -> arm[i].equals(name))
                .toArray();
        double[] covariate =
                options.find("covariate").map(column -> pick(column, rows)).orElse(new double[0]);
        double[] first = pick(metric.columns().getFirst(), rows);
        if (metric.kind().equals("capped")) {
            double cap = Quantiles.pooled(
                    metric.level(), values.getOrDefault(metric.columns().getFirst(), first));
            first = Arrays.stream(first).map(value -> Math.min(value, cap)).toArray();
        }
        if (metric.kind().equals("quantile")) {
            return ArmSample.quantile(first, metric.level());
        }
        return metric.kind().equals("ratio")
                ? ArmSample.ratio(first, pick(metric.columns().getLast(), rows), covariate)
                : ArmSample.mean(first, covariate);
    }

    private double[] pick(String column, int[] rows) {
        double[] all = values.getOrDefault(column, new double[0]);
        double[] picked = Arrays.stream(rows).mapToDouble(i -> all[i]).toArray();
        if (Arrays.stream(picked).anyMatch(Double::isNaN)) {
            throw new IllegalArgumentException("column " + column + " has missing values");
        }
        return picked;
    }

    private Map<String, @Nullable Object> compare(Metric metric, String control, String other) {
        ArmSample base = sample(metric, control);
        ArmSample sample = sample(metric, other);
        Adjusted adjusted = ArmSample.adjust(base, sample);
        Comparison comparison = metric.kind().equals("proportion")
                ? Comparison.ofProportions(adjusted.control(), adjusted.treatment())
                : Comparison.of(adjusted.control(), adjusted.treatment());
        Estimate difference = comparison.difference();
        Monitoring monitoring =
                Monitoring.of(options.oneOf("mode", "fixed", "group", "always"), (int) options.number("looks", 10));
        double n = base.n() + sample.n();
        return JsonText.object(
                "metric", metric.name(),
                "arm", other,
                "n", sample.n(),
                "estimate_control", adjusted.control().value(),
                "se_control", adjusted.control().standardError(),
                "estimate", adjusted.treatment().value(),
                "se", adjusted.treatment().standardError(),
                "difference", difference.value(),
                "se_difference", difference.standardError(),
                "ci", pair(monitoring.interval(difference, n, CONFIDENCE)),
                "p", monitoring.p(difference, n),
                "relative", comparison.relative().map(Estimate::value).orElse(null),
                "relative_ci",
                        comparison
                                .relative()
                                .map(relative -> pair(monitoring.interval(relative, n, CONFIDENCE)))
                                .orElse(null),
                "variance_reduction", adjusted.varianceReduction());
    }

    private static List<Double> pair(Range range) {
        return List.of(range.low(), range.high());
    }
}
