package yardstick.web.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;
import yardstick.metrics.Observations.Point;
import yardstick.metrics.Observations.Report;
import yardstick.metrics.Observations.Row;
import yardstick.metrics.Panel.Interval;
import yardstick.metrics.Release;
import yardstick.web.admin.Wording.Scale;

/** What is known of a release without a control group, in words. */
public final class ObservedPage {

    private final Wording words;
    private final Release release;

    ObservedPage(Wording words, Release release) {
        this.words = words;
        this.release = release;
    }

    /** @param nothing why there is no answer, or null; {@code warning} why it is not to be believed, or null */
    public record ObservedView(
            Release release,
            Form form,
            @Nullable Refusal nothing,
            @Nullable String warning,
            String sentence,
            List<List<String>> rows,
            List<List<String>> checks,
            List<List<String>> events,
            String chart,
            List<List<String>> money) {}

    ObservedView view(Outcome<Report> outcome, Form form) {
        return switch (outcome) {
            case Outcome.Refused<Report>(Refusal refusal) ->
                new ObservedView(release, form, refusal, null, "", List.of(), List.of(), List.of(), "", List.of());
            case Outcome.Done<Report>(Report report) ->
                new ObservedView(
                        release,
                        form,
                        null,
                        warning(report),
                        sentence(report),
                        report.rows().stream().map(row -> row(row, report)).toList(),
                        report.rows().stream().map(row -> check(row, report)).toList(),
                        report.events().stream()
                                .map(point -> event(point, report))
                                .toList(),
                        chart(report),
                        money(report));
        };
    }

    private @Nullable String warning(Report report) {
        if (report.believable()) {
            return null;
        }
        StringBuilder text = new StringBuilder();
        report.rows().getFirst().doubts().forEach(doubt -> text.append(words.text("admin.observed.doubt." + doubt)));
        return text.toString();
    }

    private String sentence(Report report) {
        Interval interval = report.rows().getFirst().interval();
        String direction = interval.low() > 0 ? "higher" : interval.high() < 0 ? "lower" : "unclear";
        return words.text(
                "admin.observed." + direction,
                Map.of(
                        "with",
                        report.treated(),
                        "without",
                        report.others(),
                        "from",
                        report.from().toString(),
                        "to",
                        report.to().toString()));
    }

    private List<String> row(Row row, Report report) {
        Scale scale = ReleasePage.scale(row.metric());
        return List.of(
                words.text("admin.metric." + row.metric()),
                signed(scale, row.effect(), report),
                words.range(scale, row.interval(), report.currency()),
                signed(scale, row.synthetic(), report),
                signed(scale, row.plain(), report));
    }

    private List<String> check(Row row, Report report) {
        Scale scale = ReleasePage.scale(row.metric());
        List<String> doubts = new ArrayList<>();
        row.doubts().forEach(doubt -> doubts.add(words.text("admin.observed.short." + doubt)));
        return List.of(
                words.text("admin.metric." + row.metric()),
                row.pretrend() == null ? Wording.NONE : String.format(Locale.ROOT, "%.4f", row.pretrend()),
                words.range(scale, row.pretended(), report.currency()),
                Wording.percent(row.placebos()),
                doubts.isEmpty() ? words.text("admin.observed.passed") : String.join(", ", doubts));
    }

    private List<String> event(Point point, Report report) {
        return List.of(
                Integer.toString(point.period()).replace('-', '\u2212'),
                signed(Scale.MONEY, point.effect(), report),
                words.range(Scale.MONEY, point.band(), report.currency()));
    }

    private String signed(Scale scale, double value, Report report) {
        String text = words.of(scale, value, report.currency());
        return value > 0 ? "+" + text : text;
    }

    private String chart(Report report) {
        return new StudyPlot(report.events())
                .svg(new Plot.Text(
                        "study",
                        words.text("admin.observed.events"),
                        words.text("admin.observed.events.hint"),
                        value -> words.of(Scale.MONEY, value, report.currency())));
    }

    private List<List<String>> money(Report report) {
        Interval monthly = report.monthly();
        if (monthly == null) {
            return List.of();
        }
        String currency = report.currency();
        return List.of(
                List.of(words.text("admin.report.monthly"), words.range(Scale.MONEY, monthly, currency)),
                List.of(
                        words.text("admin.releases.cost"),
                        words.money((double) release.cost().minor(), currency)),
                List.of(
                        words.text("admin.report.run_rate"),
                        words.money((double) release.plan().runRateMinor(), currency)),
                List.of(words.text("admin.report.payback"), payback(monthly)));
    }

    /** From the interval's ends: the quickest and the slowest. */
    private String payback(Interval monthly) {
        double rate = release.plan().runRateMinor();
        if (monthly.low() <= rate) {
            return words.text("admin.observed.perhaps_never");
        }
        double cost = release.cost().minor();
        return String.format(
                Locale.ROOT, "%.1f \u2013 %.1f", cost / (monthly.high() - rate), cost / (monthly.low() - rate));
    }
}
