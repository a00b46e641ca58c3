package yardstick.orders;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Outcome;

/** When things arrive: what is promised, what became of it, and what a shopper may see without signing in. */
public interface Deliveries {

    /** The method of orders that chose none. */
    String STANDARD = "standard";

    /** @param from first and {@code by} last day of the promise, in the shop's zone */
    record Promise(String method, String carrier, LocalDate from, LocalDate by) {}

    /**
     * How long a method takes.
     *
     * @param method code, or {@code *} for all that have no calendar of their own
     * @param cutoff what is ordered later is handled from the next working day on
     * @param handlingDays working days until the carrier has it
     * @param transitLeast and transitMost, days on the road
     * @param handlingWeekdays and deliveryWeekdays, ISO: {@code 12345} is Monday to Friday
     */
    record Calendar(
            String method,
            String carrier,
            LocalTime cutoff,
            int handlingDays,
            int transitLeast,
            int transitMost,
            String handlingWeekdays,
            String deliveryWeekdays) {}

    /** If it were ordered now. */
    Promise promise(String method);

    /** What the order was promised; empty for orders of a time before promises. */
    Optional<Promise> promised(OrderId order);

    List<Calendar> calendars();

    Outcome<Calendar> keep(Calendar calendar);

    /** Names the order on tracking links; random, and good for nothing else. */
    String reference(OrderId order);

    /** A line that is not in a parcel that left. */
    record Waiting(String title, int units) {}

    /**
     * What a tracking page shows: no name, no street.
     *
     * @param place town and country the parcels go to
     */
    record Tracking(
            String orderNumber,
            Order.State state,
            String place,
            @Nullable Promise promise,
            List<Shipment> parcels,
            List<Waiting> waiting) {}

    Optional<Tracking> track(String reference);

    /**
     * Promise against truth.
     *
     * @param promised parcels with a promise that were delivered in the period; {@code inTime} of them kept it
     * @param daysEarly sum over all of promised minus delivered day, negative when late
     * @param overdue on their way now, although promised for a day before today
     */
    record Accuracy(String carrier, String method, int promised, int inTime, int daysEarly, int overdue) {}

    /** By carrier and method, for parcels delivered from the first to the last day. */
    List<Accuracy> accuracy(LocalDate from, LocalDate to);
}
