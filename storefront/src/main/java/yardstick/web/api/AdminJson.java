package yardstick.web.api;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Job;
import yardstick.metrics.Panel;
import yardstick.metrics.Release;
import yardstick.orders.Audits;

/** What the command line and the merchant's own programs read. */
final class AdminJson {

    private AdminJson() {}

    record LinkBody(String url, String expiresAt) {}

    record Started(String job) {}

    record Counted(int skus) {}

    record BrokenBody(String invariant, String example) {}

    /** {@code ledger} says what became of the comparison with the gateway: compared, unreachable or none. */
    record AuditBody(String at, long millis, int invariants, String ledger, boolean clean, List<BrokenBody> broken) {

        static AuditBody of(Audits.Report report) {
            return new AuditBody(
                    report.at().toString(),
                    report.millis(),
                    report.invariants(),
                    report.ledger().name().toLowerCase(Locale.ROOT),
                    report.clean(),
                    report.broken().stream()
                            .map(each -> new BrokenBody(each.invariant(), each.example()))
                            .toList());
        }
    }

    /** {@code state} is upper case and {@code result} JSON text, both as the job keeps them. */
    record JobBody(
            String id,
            String kind,
            String title,
            String state,
            long total,
            long done,
            long failed,
            String startedAt,
            String heartbeatAt,
            @Nullable String finishedAt,
            @Nullable String result,
            @Nullable String message) {

        static JobBody of(Job job) {
            return new JobBody(
                    job.id().toString(),
                    job.kind(),
                    job.title(),
                    job.state().name(),
                    job.total(),
                    job.done(),
                    job.failed(),
                    job.startedAt().toString(),
                    job.heartbeatAt().toString(),
                    job.finishedAt() == null ? null : job.finishedAt().toString(),
                    job.result(),
                    job.message());
        }
    }

    record Intervals(
            @Nullable List<? extends Number> atvMinor,
            @Nullable List<? extends Number> rpr,
            @Nullable List<? extends Number> cvr) {}

    record DayIntervals(
            @Nullable List<? extends Number> atvMinor,
            @Nullable List<? extends Number> cvr,
            @Nullable List<? extends Number> rpr) {}

    record DayBody(
            String day,
            long orders,
            long revenueMinor,
            long refundsMinor,
            @Nullable BigDecimal atvMinor,
            long sessions,
            @Nullable Double cvr,
            long buyers,
            long repeatBuyers,
            @Nullable Double rpr,
            DayIntervals intervals) {}

    record PanelBody(
            String from,
            String to,
            String currency,
            long orders,
            long revenueMinor,
            @Nullable BigDecimal atvMinor,
            long buyers,
            long repeatBuyers,
            @Nullable Double rpr,
            long sessions,
            @Nullable Double cvr,
            Intervals intervals,
            long refundsMinor,
            List<DayBody> days,
            List<ScorecardBody> releases) {

        /** @param cards of the releases that ran in the period */
        static PanelBody of(Panel.Summary summary, List<Panel.Scorecard> cards) {
            return new PanelBody(
                    summary.from().toString(),
                    summary.to().toString(),
                    summary.currency(),
                    summary.orders(),
                    summary.revenueMinor(),
                    cents(summary.atv().value()),
                    summary.buyers(),
                    summary.repeatBuyers(),
                    summary.rpr().value(),
                    summary.sessions(),
                    summary.cvr().value(),
                    new Intervals(
                            cents(summary.atv().interval()),
                            pair(summary.rpr().interval()),
                            pair(summary.cvr().interval())),
                    summary.refundsMinor(),
                    summary.days().stream().map(PanelBody::day).toList(),
                    cards.stream().map(ScorecardBody::of).toList());
        }

        private static DayBody day(Panel.Day day) {
            return new DayBody(
                    day.day().toString(),
                    day.orders(),
                    day.revenueMinor(),
                    day.refundsMinor(),
                    cents(day.atv().value()),
                    day.sessions(),
                    day.cvr().value(),
                    day.buyers(),
                    day.repeatBuyers(),
                    day.rpr().value(),
                    new DayIntervals(
                            cents(day.atv().interval()),
                            pair(day.cvr().interval()),
                            pair(day.rpr().interval())));
        }

        private static @Nullable BigDecimal cents(@Nullable Double value) {
            return value == null || !Double.isFinite(value)
                    ? null
                    : BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP);
        }

        private static @Nullable List<BigDecimal> cents(Panel.@Nullable Interval interval) {
            BigDecimal low = interval == null ? null : cents(interval.low());
            BigDecimal high = interval == null ? null : cents(interval.high());
            return low == null || high == null ? null : List.of(low, high);
        }
    }

    static @Nullable List<Double> pair(Panel.@Nullable Interval interval) {
        return interval == null ? null : List.of(interval.low(), interval.high());
    }

    record SampleRatioBody(
            long control, long treatment, double plannedShare, double statistic, double p, boolean mismatch) {}

    record EffectBody(
            String metric,
            @Nullable Double control,
            @Nullable Double treatment,
            @Nullable Double difference,
            @Nullable List<Double> interval,
            @Nullable Double p,
            @Nullable Double relative,
            @Nullable List<Double> relativeInterval) {

        static EffectBody of(Panel.Effect effect) {
            return new EffectBody(
                    effect.metric(),
                    effect.control(),
                    effect.treatment(),
                    effect.difference(),
                    pair(effect.interval()),
                    effect.p(),
                    effect.relative(),
                    pair(effect.relativeInterval()));
        }
    }

    record ScorecardBody(
            String key,
            String name,
            String owner,
            String hypothesis,
            long costMinor,
            String currency,
            Release.State state,
            int rolloutPercent,
            @Nullable String startedAt,
            @Nullable String endedAt,
            SampleRatioBody sampleRatio,
            List<EffectBody> effects) {

        static ScorecardBody of(Panel.Scorecard card) {
            Release release = card.release();
            Panel.SampleRatio ratio = card.sampleRatio();
            return new ScorecardBody(
                    release.key(),
                    release.name(),
                    release.owner(),
                    release.hypothesis(),
                    release.cost().minor(),
                    release.cost().currency(),
                    release.state(),
                    release.rolloutPercent(),
                    release.startedAt() == null ? null : release.startedAt().toString(),
                    release.endedAt() == null ? null : release.endedAt().toString(),
                    new SampleRatioBody(
                            ratio.control(),
                            ratio.treatment(),
                            ratio.plannedShare(),
                            ratio.statistic(),
                            ratio.p(),
                            ratio.mismatch()),
                    card.effects().stream().map(EffectBody::of).toList());
        }
    }
}
