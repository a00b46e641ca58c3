package yardstick.metrics.panel;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import yardstick.metrics.Panel.Interval;
import yardstick.metrics.Release;
import yardstick.metrics.ReleaseReport.Advice;
import yardstick.metrics.ReleaseReport.Effect;
import yardstick.metrics.ReleaseReport.Finding;
import yardstick.metrics.ReleaseReport.Money;
import yardstick.metrics.ReleaseReport.Row;
import yardstick.metrics.ReleaseReport.Verdict;
import yardstick.metrics.experiment.Distributions;
import yardstick.metrics.experiment.LookPlan;

/** Health first, then the effect, then the money: ship, stop, or keep running until a day. */
final class Judge {

    /** Relative effect that is looked for when none was planned. */
    private static final double USUAL_EFFECT = 0.05;

    private static final int LONGEST_WAIT = 180;
    private static final double LONGEST_PAYBACK = 12;

    private final Release release;
    private final ReportMaker.Context context;
    private final List<Finding> findings;

    Judge(Release release, ReportMaker.Context context, List<Finding> findings) {
        this.release = release;
        this.context = context;
        this.findings = findings;
    }

    Verdict verdict(List<Row> rows, @Nullable Gauge primary, @Nullable Money money) {
        if (release.state() == Release.State.STOPPED || release.state() == Release.State.SHIPPED) {
            return said(Advice.ENDED, "ended", Map.of());
        }
        Finding blocking =
                findings.stream().filter(Finding::blocking).findFirst().orElse(null);
        if (blocking != null) {
            return blocking.code().equals("metrics.health.guardrail")
                    ? said(Advice.STOP, "guardrail", blocking.arguments())
                    : said(Advice.MEND_FIRST, "mend", Map.of());
        }
        LocalDate mature = release.plan().primary().equals("rpr") ? mature() : null;
        if (mature != null) {
            return until("rpr_immature", mature, Map.of());
        }
        Effect effect = rows.getFirst().effect();
        if (primary == null || effect == null) {
            return until("too_early", context.since().plusDays(nextLook()), Map.of());
        }
        Effect end = end(rows);
        boolean worse = end != null && end.interval().high() < 0;
        if (worse && effect.difference() > 0) {
            return said(Advice.STOP, "local_optimum", arguments(effect));
        }
        if (effect.interval().high() < 0) {
            return said(Advice.STOP, "worse", arguments(effect));
        }
        return effect.interval().low() > 0 ? better(effect, end, money) : unclear(effect, primary);
    }

    /** The day on which buyers will have had time to come back; null when they had. */
    private @Nullable LocalDate mature() {
        return findings.stream()
                .filter(finding -> finding.code().equals(Health.IMMATURE))
                .map(finding -> (LocalDate) finding.arguments().get("until"))
                .findFirst()
                .orElse(null);
    }

    private Verdict better(Effect effect, @Nullable Effect end, @Nullable Money money) {
        if (end != null && end.difference() < 0) {
            return until("end_metric_unclear", context.today().plusDays(Math.max(7, left())), arguments(effect));
        }
        boolean pays = money == null || money.paybackMonths() != null && money.paybackMonths() <= LONGEST_PAYBACK;
        return said(pays ? Advice.SHIP : Advice.STOP, pays ? "ship" : "does_not_pay", arguments(effect));
    }

    /** Fixed plans are judged at their end only; others as soon as the interval says so. */
    private Verdict unclear(Effect effect, Gauge primary) {
        long needed = daysNeeded(primary);
        if (left() <= 0 && needed > LONGEST_WAIT) {
            return said(Advice.STOP, "no_effect", arguments(effect));
        }
        if (left() <= 0 && needed <= context.day()) {
            return said(Advice.STOP, "smaller_than_planned", arguments(effect));
        }
        long wait = Math.clamp(Math.max(left(), needed - context.day()), 1, LONGEST_WAIT);
        return until("keep", context.today().plusDays(wait), arguments(effect));
    }

    /** Days from the start to the next look. */
    private long nextLook() {
        LookPlan looks = Gauge.looks(release.plan());
        return switch (release.plan().mode()) {
            case FIXED -> Math.max(context.day() + 1, release.plan().days());
            case GROUP -> Math.max(context.day() + 1, looks.decisive(context.day()) + looks.length());
            case ALWAYS -> context.day() + 7;
        };
    }

    private long left() {
        return release.plan().days() - context.day();
    }

    /** Days until the planned effect would be found with 80 % power, if visitors keep coming as they did. */
    private long daysNeeded(Gauge primary) {
        Double planned = release.plan().effect();
        double base = Math.abs(primary.comparison().control().value());
        double effect = base * (planned == null ? USUAL_EFFECT : planned);
        double z = Distributions.normalQuantile(0.975) + Distributions.normalQuantile(0.8);
        double ratio = z * primary.difference().standardError() / effect;
        return (long) Math.ceil(Math.min(1e6, ratio * ratio * context.day()));
    }

    private static @Nullable Effect end(List<Row> rows) {
        return rows.stream()
                .filter(row -> row.metric().equals("revenue_per_visitor"))
                .map(Row::effect)
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private Map<String, Object> arguments(Effect effect) {
        Interval relative = effect.relativeInterval();
        double value = effect.relative() == null ? 0 : effect.relative();
        return Map.of(
                "metric", release.plan().primary(),
                "effect", percent(value),
                "low", percent(relative == null ? 0 : relative.low()),
                "high", percent(relative == null ? 0 : relative.high()));
    }

    private static String percent(double share) {
        return String.format(java.util.Locale.ROOT, "%+.1f%%", share * 100).replace('-', '\u2212');
    }

    private static Verdict said(Advice advice, String code, Map<String, Object> arguments) {
        return new Verdict(advice, "metrics.verdict." + code, arguments, null);
    }

    private static Verdict until(String code, LocalDate day, Map<String, Object> arguments) {
        Map<String, Object> with = new java.util.HashMap<>(arguments);
        with.put("until", day.toString());
        return new Verdict(Advice.KEEP_RUNNING, "metrics.verdict." + code, Map.copyOf(with), day);
    }
}
