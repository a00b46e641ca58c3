package yardstick.tracking;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sufficient statistics of one release.
 *
 * @param cap revenue per visitor at which the capped sums are cut off: one threshold over all arms
 * @param crossed visitors who met more than one variant; they are in no row
 * @param mark how far the event store had been read; the same mark gives the same rows
 */
public record Statistics(double cap, long crossed, String mark, List<ArmDay> rows) {

    /** Days before the exposure that the covariate covers. */
    public static final int PRE_DAYS = 28;

    /** Dimension and segment of the rows that hold everybody. */
    public static final String ALL = "all";

    /** @param to end of the measurement, or null while it goes on */
    public record Query(
            String release, Instant from, @Nullable Instant to, String currency) {}

    /**
     * What a day of the shop's zone added to the sums of one arm in one segment. Squares and products are of the
     * visitors' totals so far, and the day holds their growth: adding up the days until any evening gives exactly the
     * statistics of that evening.
     *
     * @param dimension {@code all}, {@code language}, {@code channel}, {@code device}, {@code loyalty} or
     *     {@code category}, as it was in the visit of the first exposure
     */
    public record ArmDay(String variant, LocalDate day, String dimension, String segment, Sums sums) {}
}
