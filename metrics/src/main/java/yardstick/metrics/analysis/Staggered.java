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

    private Staggered() {}

    static Map<String, @Nullable Object> did(Path file, Options options) {
        options.allow("unit", "time", "outcome", "cohort", "controls", "method", "covariates", "cluster", "separator");
        boolean notYet = options.oneOf("controls", "never", "notyet").equals("notyet");
        String method = options.oneOf("method", "dr", "ipw", "reg");
        LongPanel panel = panel(file, options, "cohort");
        GroupTimeEffects effects = new GroupTimeEffects(panel, new GroupTimeEffects.Options(notYet, method));
        List<Map<String, @Nullable Object>> cells = effects.cells().stream()
                .map(cell -> JsonText.object(
                        "group",
                        cell.group(),
                        "time",
                        cell.time(),
                        "att",
                        cell.estimated().att(),
                        "se",
                        cell.estimated().se()))
                .toList();
        GroupTimeEffects.Pretest pretest = effects.pretest();
        return JsonText.object(
                "att_gt",
                cells,
                "simple",
                estimate(effects.simple()),
                "dynamic",
                aggregate(effects.dynamic(), "event"),
                "group",
                aggregate(effects.group(), "group"),
                "calendar",
                aggregate(effects.calendar(), "time"),
                "pretest",
                JsonText.object("w", pretest.w(), "df", pretest.degrees(), "p", pretest.p()),
                "dropped_units",
                panel.dropped());
    }

    /** @param attribute option naming the cohort or treatment column; empty cohorts are never treated */
    static LongPanel panel(Path file, Options options, String attribute) {
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
        return LongPanel.of(new LongPanel.Rows(
                table.text(unit),
                table.numbers(options.text("time")),
                table.numbers(options.text("outcome")),
                status,
                table.numbers(covariates),
                table.text(cluster)));
    }

    private static Map<String, @Nullable Object> estimate(Estimated estimated) {
        return JsonText.object("att", estimated.att(), "se", estimated.se());
    }

    private static Map<String, @Nullable Object> aggregate(Aggregate aggregate, String key) {
        List<Map<String, @Nullable Object>> by = aggregate.by().stream()
                .map(point -> JsonText.object(
                        key,
                        point.key(),
                        "att",
                        point.estimated().att(),
                        "se",
                        point.estimated().se()))
                .toList();
        return JsonText.object(
                "att", aggregate.overall().att(), "se", aggregate.overall().se(), "by", by);
    }
}
