package yardstick.metrics;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import yardstick.tracking.Reconciliation;

/** ATV, CVR and RPR with 95 % intervals, per day and period, and the arms of a release side by side. */
public interface Panel {

    /** A 95 % interval. */
    record Interval(double low, double high) {}

    /** Null where it is not defined: ATV without orders, CVR without sessions, RPR without buyers. */
    record Kpi(@Nullable Double value, @Nullable Interval interval) {}

    /**
     * @param atv order value sum / orders, minor units
     * @param cvr orders of tracked sessions / sessions; not given while events and orders cannot be reconciled
     * @param rpr buyers with at least two orders in the period / buyers in the period
     */
    record Summary(
            LocalDate from,
            LocalDate to,
            String currency,
            long orders,
            long revenueMinor,
            long refundsMinor,
            Kpi atv,
            long buyers,
            long repeatBuyers,
            Kpi rpr,
            long sessions,
            long sessionOrders,
            Kpi cvr,
            List<Day> days,
            Reconciliation reconciliation) {}

    record Day(
            LocalDate day,
            long orders,
            long revenueMinor,
            long refundsMinor,
            Kpi atv,
            long sessions,
            Kpi cvr,
            long buyers,
            long repeatBuyers,
            Kpi rpr) {}

    /** One metric of one arm against control; difference fields are null for control itself. */
    record Effect(
            String metric,
            @Nullable Double control,
            @Nullable Double treatment,
            @Nullable Double difference,
            @Nullable Interval interval,
            @Nullable Double p,
            @Nullable Double relative,
            @Nullable Interval relativeInterval) {}

    /** @param p of the chi-squared test of observed against planned counts; below 0.001 the result is not to be trusted */
    record SampleRatio(
            long control, long treatment, double plannedShare, double statistic, double p, boolean mismatch) {}

    record Scorecard(Release release, SampleRatio sampleRatio, List<Effect> effects) {}

    Summary summary(LocalDate from, LocalDate to);

    /** Orders against events of the days, both inclusive, with the orders that differ. */
    Reconciliation reconciliation(LocalDate from, LocalDate to);

    /** Empty for an unknown release. */
    Optional<Scorecard> scorecard(String releaseKey);

    /**
     * Two releases met by the same visitors in the same days, told apart by their four combinations.
     *
     * @param metric the primary metric of the release, in which the effects are
     * @param visitors who met both
     * @param own effect of the release, averaged over both states of the other one; {@code theirs} the same for the other
     *     one, {@code interaction} what both together do beyond their sum; the intervals are wide enough for all three to
     *     hold together
     */
    record Overlap(
            String other,
            String metric,
            LocalDate from,
            LocalDate to,
            long visitors,
            Part own,
            Part theirs,
            Part interaction) {

        /** This release's share of what both did, from 0 to 1; null while the data can credit neither. */
        public @Nullable Double credit() {
            double mine = own.certain();
            double other = theirs.certain();
            return mine + other == 0 ? null : mine / (mine + other);
        }

        /** An estimate with its interval. */
        public record Part(double value, Interval interval) {

            /** Size of the effect, 0 while it cannot be told from nothing. */
            public double certain() {
                return interval.low() > 0 || interval.high() < 0 ? Math.abs(value) : 0;
            }
        }
    }

    /** What an experiment could find out by the evenings of its days, from the shop's own last four weeks. */
    record Outlook(
            String metric, List<Evening> evenings, @Nullable Integer days) {

        /** @param detectable smallest relative effect that is found with 80 % power */
        public record Evening(int day, long visitors, double detectable) {}
    }

    /** Names of the metrics a release can be judged by. */
    List<String> metrics();

    /**
     * @param effect relative effect worth having, or null; with it the answer says after how many days it is found
     * @param treated share of visitors that would get the treatment, between 0 and 1
     */
    Outlook outlook(String metric, @Nullable Double effect, double treated);

    /** Every other release that ran at the same time and shares visitors. */
    List<Overlap> overlaps(String releaseKey);

    /** Health, effects, money and verdict; empty for an unknown release and for one that never ran. */
    Optional<ReleaseReport> report(String releaseKey);
}
