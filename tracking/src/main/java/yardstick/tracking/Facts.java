package yardstick.tracking;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Read side: orders as facts, sessions and exposures from the event store, in the sums that statistics need. */
public interface Facts {

    /**
     * Orders of a day in the shop's zone and one currency. Sums in minor units; squares for the variance.
     *
     * @param buyers of this day alone
     */
    record OrderDay(
            LocalDate day, long orders, long revenueMinor, double sumOfSquares, long refundsMinor, Buyers buyers) {}

    /** Visits of a day by consenting visitors. {@code converted} are sessions with at least one purchase. */
    record SessionDay(LocalDate day, long sessions, long orders, long converted) {}

    /** Distinct known buyers of the period and how many of them ordered at least twice in it. */
    record Buyers(long buyers, long repeatBuyers) {}

    /**
     * One variant of one release, per exposed visitor from the first exposure on: sums, squares and cross products.
     *
     * @param orders y, {@code revenueMinor} r, {@code sessions} s per visitor; e.g. {@code sumRevenueOrders} is the sum of r*y
     */
    record Arm(
            String variant,
            long visitors,
            double orders,
            double revenueMinor,
            double sessions,
            double sumOrdersSquared,
            double sumRevenueSquared,
            double sumSessionsSquared,
            double sumRevenueOrders,
            double sumOrdersSessions,
            long buyers,
            long repeatBuyers) {}

    /** The currency most orders of the days are in; empty when there are none. */
    Optional<String> currency(LocalDate from, LocalDate to);

    /** Both ends inclusive, days of the shop's zone. */
    List<OrderDay> orderDays(LocalDate from, LocalDate to, String currency);

    Buyers buyers(LocalDate from, LocalDate to, String currency);

    List<SessionDay> sessionDays(LocalDate from, LocalDate to);

    /** The variant of a visitor is the one of the first exposure; outcomes count from that moment on. */
    List<Arm> arms(String release, Instant from, @Nullable Instant to, String currency);

    /** What the days added to the sums of the release's arms, in all and by segment, read from the roll-ups. */
    default Statistics statistics(Statistics.Query query) {
        return statistics(List.of(query)).getFirst();
    }

    /** The same of many releases, in the order asked for, in one reading of visits and purchases. */
    List<Statistics> statistics(List<Statistics.Query> queries);

    /**
     * The same for visitors who met both releases, from the later of their two first exposures; variants are
     * {@code own+other}.
     */
    Statistics together(Statistics.Query query, String other);

    /**
     * Everybody who visited in the period, as one variant from the first visit on: what an experiment would have had to
     * work with.
     */
    Statistics everybody(Instant from, Instant to, String currency);

    /**
     * Journeys to the orders placed in the days, both inclusive, and of the visitors of these days who did not order.
     *
     * @param naming what contacts are named by: 1 channel, 2 channel and campaign, 3 channel, campaign and creative
     */
    List<Journey> journeys(LocalDate from, LocalDate to, String currency, int naming);

    /**
     * Orders against purchase events in the shop's currency, of the days, both inclusive, up to the given moment.
     *
     * @param each compare order by order, rather than counts and sums alone
     */
    Reconciliation reconcile(LocalDate from, LocalDate to, Instant until, boolean each);

    /** Visits that began on a day in one segment, and the orders that came of them, in minor units. */
    record Cell(String segment, LocalDate day, long visits, long orders, long revenueMinor) {}

    /**
     * Visits of the days, both inclusive, by what they were; a purchase belongs to the visitor's latest visit before it.
     *
     * @param dimension {@code category}, {@code channel}, {@code campaign}, {@code language} or {@code device}
     */
    List<Cell> cells(String dimension, LocalDate from, LocalDate to, String currency);

    /** How far events have been read; equal marks mean that nothing happened in between. */
    String mark();

    /** Visitors exposed to more than one variant of the release; they are in no arm. */
    long crossedVisitors(String release, Instant from, @Nullable Instant to);

    /**
     * Any SELECT over the views {@code events}, {@code sessions} and {@code traces}, for the analyst; at most 10,000 rows.
     *
     * @throws IllegalArgumentException for anything but one SELECT over these views, or SQL that does not run; the
     *     message says why
     */
    List<Map<String, Object>> query(String sql);
}
