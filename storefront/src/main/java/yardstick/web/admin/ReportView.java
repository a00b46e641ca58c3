package yardstick.web.admin;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import yardstick.metrics.Panel.Interval;
import yardstick.metrics.ReleaseReport;
import yardstick.metrics.ReleaseReport.Effect;
import yardstick.metrics.ReleaseReport.Money;
import yardstick.metrics.ReleaseReport.Row;
import yardstick.metrics.ReleaseReport.Verdict;
import yardstick.web.admin.Wording.Scale;

/**
 * A release's report in words, in reading order.
 *
 * @param advice style of the verdict's box
 * @param chart the effect evening by evening, as inline SVG
 */
public record ReportView(
        String advice,
        String verdict,
        List<Note> notes,
        List<List<String>> metrics,
        List<List<String>> funnel,
        List<List<String>> segments,
        List<List<String>> evenings,
        List<List<String>> money,
        String chart) {

    /** @param problem true when it stands in the way of any conclusion */
    public record Note(String text, boolean problem) {}

    static ReportView of(ReleaseReport report, Wording words) {
        Writer writer = new Writer(report, words);
        Verdict verdict = report.verdict();
        return new ReportView(
                verdict.advice().name().toLowerCase(Locale.ROOT),
                writer.sentence(verdict.code(), verdict.arguments()),
                report.findings().stream()
                        .map(finding ->
                                new Note(writer.sentence(finding.code(), finding.arguments()), finding.blocking()))
                        .toList(),
                report.rows().stream().map(writer::metric).toList(),
                report.funnel().stream().map(writer::step).toList(),
                report.segments().stream()
                        .map(slice -> List.of(
                                words.text("admin.dimension." + slice.dimension()),
                                writer.segment(slice.dimension(), slice.segment()),
                                words.number(slice.visitors()),
                                Writer.signed(slice.relative()),
                                writer.share(slice.interval())))
                        .toList(),
                report.evenings().stream()
                        .map(evening -> List.of(
                                evening.day().toString(),
                                Writer.signed(evening.relative()),
                                writer.share(evening.interval())))
                        .toList(),
                writer.money(report.money()),
                EffectPlot.svg(
                        report.evenings(),
                        words.text("admin.report.evenings"),
                        words.text("admin.report.evenings.hint")));
    }

    /** Puts numbers into words of one language. */
    private record Writer(ReleaseReport report, Wording words) {

        String sentence(String code, Map<String, Object> arguments) {
            Map<String, Object> named = new HashMap<>(arguments);
            if (arguments.get("metric") instanceof String metric) {
                named.put("metric", words.text("admin.metric." + metric));
            }
            if (arguments.get("dimension") instanceof String dimension) {
                named.put("dimension", words.text("admin.dimension." + dimension));
            }
            return words.text(code, named);
        }

        /** Names that the shop gives itself are said in words, those of the merchant's goods and of languages as they are. */
        String segment(String dimension, String name) {
            return switch (name) {
                case "unknown", "mobile", "desktop", "tablet" -> words.text("admin.segment." + name);
                case "new", "returning" -> dimension.equals("loyalty") ? words.text("admin.segment." + name) : name;
                case "direct", "search", "social", "referral" ->
                    dimension.equals("channel") ? words.text("admin.attribution.channel." + name) : name;
                default -> name;
            };
        }

        private String currency() {
            return report.release().cost().currency();
        }

        List<String> metric(Row row) {
            Scale scale = ReleasePage.scale(row.metric());
            Effect effect = row.effect();
            String name = words.text("admin.metric." + row.metric());
            String role =
                    words.text("admin.report.purpose." + row.purpose().name().toLowerCase(Locale.ROOT));
            String control = words.of(scale, row.control(), currency());
            String treatment = words.of(scale, row.treatment(), currency());
            if (effect == null) {
                return List.of(name, role, control, treatment, Wording.NONE, Wording.NONE, Wording.NONE, Wording.NONE);
            }
            return List.of(
                    name,
                    role,
                    control,
                    treatment,
                    signed(effect.relative()),
                    share(effect.relativeInterval()),
                    String.format(Locale.ROOT, "%.4f", effect.adjusted()),
                    Wording.percent(effect.chance()));
        }

        List<String> step(ReleaseReport.Step step) {
            return List.of(
                    words.text("admin.funnel." + step.step()),
                    Wording.percent(step.control()),
                    Wording.percent(step.treatment()),
                    share(step.difference()));
        }

        List<List<String>> money(@Nullable Money money) {
            if (money == null) {
                return List.of();
            }
            return List.of(
                    List.of(
                            words.text("admin.report.monthly"),
                            words.money(money.monthly(), currency()),
                            words.range(Scale.MONEY, money.interval(), currency())),
                    List.of(words.text("admin.report.shrunk"), words.money(money.shrunk(), currency()), ""),
                    List.of(words.text("admin.releases.cost"), words.money((double) money.costMinor(), currency()), ""),
                    List.of(
                            words.text("admin.report.run_rate"),
                            words.money((double) money.runRateMinor(), currency()),
                            ""),
                    List.of(
                            words.text("admin.report.payback"),
                            money.paybackMonths() == null
                                    ? Wording.NONE
                                    : String.format(Locale.ROOT, "%.1f", money.paybackMonths()),
                            ""));
        }

        String share(@Nullable Interval interval) {
            return words.range(Scale.SHARE, interval, currency());
        }

        static String signed(@Nullable Double share) {
            String text = Wording.percent(share);
            return share != null && share > 0 ? "+" + text : text;
        }
    }
}
