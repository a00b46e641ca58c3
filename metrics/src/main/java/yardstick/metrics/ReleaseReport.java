package yardstick.metrics;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import yardstick.metrics.Panel.Interval;

/**
 * Everything that is known of a release, in the order in which it should be read: is the measurement sound, what did the
 * release do, what is that worth, what to do.
 *
 * @param rows the primary metric first, then guardrails, then the others
 * @param evenings the primary metric's relative effect as it stood each evening
 * @param segments the primary metric's relative effect by segment, intervals so wide that all hold together
 * @param money null without an estimate of revenue per visitor
 */
public record ReleaseReport(
        Release release,
        Arms arms,
        List<Finding> findings,
        List<Row> rows,
        List<Step> funnel,
        List<Evening> evenings,
        List<Slice> segments,
        @Nullable Money money,
        Verdict verdict) {

    /** Visitors per arm, how many met both (they are in none), and the share that was planned for treatment. */
    public record Arms(long control, long treatment, long crossed, double plannedShare) {}

    /** @param blocking the effects below are not to be believed */
    public record Finding(String code, Map<String, Object> arguments, boolean blocking) {}

    /** Why a metric is looked at. */
    public enum Purpose {
        PRIMARY,
        GUARDRAIL,
        OTHER
    }

    /**
     * One metric, adjusted for what visitors spent before, with the interval of the release's mode.
     *
     * @param adjusted p-value after Holm's correction over all metrics but the primary one
     * @param chance probability that treatment is better, flat prior
     * @param reduction share of the variance that the past explained
     */
    public record Row(
            String metric,
            Purpose purpose,
            @Nullable Double control,
            @Nullable Double treatment,
            @Nullable Effect effect) {}

    public record Effect(
            double difference,
            Interval interval,
            @Nullable Double relative,
            @Nullable Interval relativeInterval,
            double p,
            double adjusted,
            double chance,
            double reduction) {}

    /** Share of visitors who got this far, per arm. */
    public record Step(
            String step,
            double control,
            double treatment,
            @Nullable Interval difference) {}

    public record Evening(
            LocalDate day,
            @Nullable Double relative,
            @Nullable Interval interval) {}

    public record Slice(
            String dimension,
            String segment,
            long visitors,
            @Nullable Double relative,
            @Nullable Interval interval) {}

    /**
     * Revenue if everybody got it, per month of 30 days, minor units.
     *
     * @param shrunk the monthly revenue after the winner's-curse correction
     */
    public record Money(
            double monthly,
            Interval interval,
            double shrunk,
            long costMinor,
            long runRateMinor,
            @Nullable Double paybackMonths) {}

    /** What to do. */
    public enum Advice {
        SHIP,
        STOP,
        KEEP_RUNNING,
        MEND_FIRST,
        ENDED
    }

    /** @param until for KEEP_RUNNING: the day on which an answer is expected */
    public record Verdict(
            Advice advice,
            String code,
            Map<String, Object> arguments,
            @Nullable LocalDate until) {}
}
