package yardstick.metrics.analysis;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import yardstick.metrics.causal.GroupTimeEffects;
import yardstick.metrics.causal.GroupTimeEffects.Aggregate;
import yardstick.metrics.causal.GroupTimeEffects.Estimated;
import yardstick.metrics.causal.LongPanel;

/** Reads a panel of cohorts from a table and writes what {@link GroupTimeEffects} finds. */
final class Staggered {

    private static final String[] OPTIONS = {
        "unit",
        "time",
        "outcome",
        "cohort",
        "controls",
        "method",
        "covariates",
        "cluster",
        "bootstrap",
        "missing",
        "separator"
    };

    private Staggered() {}

    static Map<String, @Nullable Object> did(Path file, Options options) {
        options.allow(OPTIONS);
        boolean notYet = options.oneOf("controls", "never", "notyet").equals("notyet");
        String method = options.oneOf("method", "dr", "ipw", "reg");
        LongPanel.Rows rows = rows(file, options, "cohort");
        LongPanel panel = LongPanel.of(rows, gaps(rows, options));
        GroupTimeEffects effects = new GroupTimeEffects(panel, new GroupTimeEffects.Options(notYet, method));
        GroupTimeEffects.Pretest pretest = effects.pretest();
        Written written = new Written(effects, (int) options.number("bootstrap", 0));
        return JsonText.object(
                "att_gt",
                effects.cells().stream().map(Staggered::cell).toList(),
                "simple",
                estimate(effects.simple()),
                "dynamic",
                written.aggregate(effects.dynamic(), "event"),
                "group",
                written.aggregate(effects.group(), "group"),
                "calendar",
                written.aggregate(effects.calendar(), "time"),
                "pretest",
                JsonText.object("w", pretest.w(), "df", pretest.degrees(), "p", pretest.p()),
                "dropped_units",
                panel.dropped());
    }

    /** @param attribute option naming the cohort or treatment column; empty cohorts are never treated */
    static LongPanel panel(Path file, Options options, String attribute) {
        return LongPanel.of(rows(file, options, attribute));
    }

    /** With two periods every observation counts; with more, units that are not always observed are left out. */
    private static boolean gaps(LongPanel.Rows rows, Options options) {
        boolean two = Arrays.stream(rows.time()).distinct().count() == 2
                && options.list("covariates").isEmpty();
        return options.oneOf("missing", two ? List.of("keep", "drop") : List.of("drop", "keep"))
                .equals("keep");
    }

    private static LongPanel.Rows rows(Path file, Options options, String attribute) {
        String unit = options.text("unit");
        String cluster = options.find("cluster").orElse(unit);
        List<String> covariates = options.list("covariates");
        List<String> columns = new ArrayList<>(
                List.of(unit, options.text("time"), options.text("outcome"), options.text(attribute), cluster));
        columns.addAll(covariates);
        Table table = Table.read(file, Methods.separator(options), columns);
        double[] status = table.numbers(options.text(attribute));
        if (attribute.equals("cohort")) {
            status = Arrays.stream(status)
                    .map(value -> Double.isFinite(value) ? value : 0)
                    .toArray();
        }
        return new LongPanel.Rows(
                table.text(unit),
                table.numbers(options.text("time")),
                table.numbers(options.text("outcome")),
                status,
                table.numbers(covariates),
                table.text(cluster));
    }

    private static Map<String, @Nullable Object> cell(GroupTimeEffects.Cell cell) {
        Estimated found = cell.estimated();
        return JsonText.object("group", cell.group(), "time", cell.time(), "att", found.att(), "se", found.se());
    }

    private static Map<String, @Nullable Object> estimate(Estimated estimated) {
        return JsonText.object("att", estimated.att(), "se", estimated.se());
    }

    /** @param draws of the bootstrap; 0 for errors of each point alone */
    private record Written(GroupTimeEffects effects, int draws) {

        Map<String, @Nullable Object> aggregate(Aggregate aggregate, String key) {
            double critical =
                    draws < 1 ? Double.NaN : effects.bands(aggregate, draws).critical();
            List<Map<String, @Nullable Object>> by = aggregate.by().stream()
                    .map(point -> point(key, point, critical))
                    .toList();
            Map<String, @Nullable Object> written = JsonText.object(
                    "att", aggregate.overall().att(), "se", aggregate.overall().se(), "by", by);
            if (draws > 0) {
                written.put("critical", critical);
            }
            return written;
        }

        private Map<String, @Nullable Object> point(String key, GroupTimeEffects.Point point, double critical) {
            Estimated found = point.estimated();
            Map<String, @Nullable Object> written =
                    JsonText.object(key, point.key(), "att", found.att(), "se", found.se());
            if (draws > 0) {
                double reach = critical * found.se();
                written.put("band", List.of(found.att() - reach, found.att() + reach));
            }
            return written;
        }
    }
}
