package yardstick.web.admin;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;
import yardstick.metrics.Observations.Dimension;
import yardstick.metrics.Observations.Place;
import yardstick.metrics.Observations.Point;
import yardstick.metrics.Observations.Reach;
import yardstick.metrics.Observations.Report;
import yardstick.metrics.Observations.Row;
import yardstick.metrics.Panel.Interval;
import yardstick.metrics.Release;

/** A release without a control group as it may be found: sound, doubtful, and not entered yet. */
final class ObservedSamples {

    private ObservedSamples() {}

    static Map<String, Object> sheets(Wording words) {
        ObservedPage page = new ObservedPage(words, Samples.release(Release.State.RUNNING));
        Form form = Form.empty().with("step", "7").with("places", "tea,2026-03-02\nhome,2026-03-09");
        return Map.of(
                "observed", page.view(Outcome.done(report(List.of())), form),
                "observed-doubtful",
                        page.view(Outcome.done(report(List.of("pretrend", "signs", "placebo_time"))), form),
                "observed-empty", page.view(Outcome.refused(Refusal.of("metrics.reach_none")), Form.empty()));
    }

    private static Report report(List<String> doubts) {
        List<Point> events = IntStream.range(-11, 8)
                .mapToObj(week -> {
                    double effect = week < 0 ? 8 * Math.sin(week) : 60 + 9 * Math.cos(week);
                    return new Point(week, effect, new Interval(effect - 25, effect + 25));
                })
                .toList();
        return new Report(
                new Reach(Dimension.CATEGORY, 7, List.of(new Place("tea", LocalDate.parse("2026-03-02")))),
                LocalDate.parse("2025-12-08"),
                LocalDate.parse("2026-04-26"),
                "CNY",
                2,
                14,
                List.of(
                        row("revenue_per_visit", 61, doubts),
                        row("cvr", 0.011, List.of()),
                        row("atv", 250, List.of("pretrend"))),
                events,
                0.07,
                doubts.isEmpty() ? new Interval(350_000, 910_000) : null);
    }

    private static Row row(String metric, double effect, List<String> doubts) {
        return new Row(
                metric,
                effect,
                new Interval(effect * 0.6, effect * 1.4),
                effect * 0.9,
                effect * 1.2,
                0.41,
                0.067,
                new Interval(-effect / 3, effect / 4),
                doubts);
    }
}
