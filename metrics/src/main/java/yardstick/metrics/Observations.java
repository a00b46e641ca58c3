package yardstick.metrics;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Outcome;
import yardstick.metrics.Panel.Interval;

/** Releases that went to parts of the shop without a control group, measured against the other parts. */
public interface Observations {

    /** What the parts are parts by. */
    enum Dimension {
        CATEGORY,
        CHANNEL,
        CAMPAIGN,
        LANGUAGE,
        DEVICE;

        /** As events name it. */
        public String key() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** Where a release went: visits of the segment, from the day on. */
    record Place(String segment, LocalDate since) {}

    /** @param stepDays length of the compared periods, 1 or 7 */
    record Reach(Dimension dimension, int stepDays, List<Place> places) {}

    /**
     * What a metric did, by two methods.
     *
     * @param effect per visit (per order for {@code atv}), interval with the wider error of both methods
     * @param synthetic the other method's answer
     * @param pretrend p-value of no difference before the start; null when it cannot be told
     * @param placebos share of parts without the release whose own change is as large
     * @param pretended effect of a start halfway through the time before, which should hold 0
     */
    record Row(
            String metric,
            double effect,
            Interval interval,
            double synthetic,
            double plain,
            @Nullable Double pretrend,
            @Nullable Double placebos,
            @Nullable Interval pretended,
            List<String> doubts) {}

    /** @param period since the start, in steps; {@code band} holds all points together */
    record Point(int period, double effect, @Nullable Interval band) {}

    /**
     * @param rows revenue per visit first; it decides
     * @param events of the first row
     * @param treated parts with the release, {@code others} without it
     * @param forbidden weight in a plain regression of comparisons with parts that already had it
     * @param monthly revenue of the parts with the release, per 30 days, minor units; null when there is a doubt
     */
    record Report(
            Reach reach,
            LocalDate from,
            LocalDate to,
            String currency,
            long treated,
            long others,
            List<Row> rows,
            List<Point> events,
            double forbidden,
            @Nullable Interval monthly) {

        /** Whether an effect may be told at all. */
        public boolean believable() {
            return rows.getFirst().doubts().isEmpty();
        }
    }

    Optional<Reach> reach(String key);

    /** Says where the release went; replaces what was said before. */
    Outcome<Reach> enter(String key, Reach reach, String actor);

    /** Refused when nothing was entered or there is too little to compare. */
    Outcome<Report> report(String key);
}
