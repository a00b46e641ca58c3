package yardstick.orders;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the warehouse has to do, what is on its way, and what went wrong. */
public interface ShipBoard {

    /** An order with units that are in no parcel yet; the oldest payment comes first. */
    record ToPick(
            OrderId order,
            String number,
            String name,
            Instant paidAt,
            int units,
            @Nullable LocalDate promisedBy) {}

    /**
     * A parcel.
     *
     * @param why what is wrong with it; null when nothing is
     */
    record Card(
            ShipmentId id,
            String orderNumber,
            int no,
            String name,
            Shipment.State state,
            ParcelStatus status,
            String carrier,
            @Nullable String trackingNumber,
            @Nullable LocalDate promisedBy,
            Instant since,
            int units,
            @Nullable Trouble why,
            String problem) {}

    /** Why somebody has to look at a parcel. */
    enum Trouble {
        /** The carrier refused it; the parcel's {@code problem} says why. */
        REFUSED,
        /** The carrier has not answered for a while. */
        UNANSWERED,
        /** The carrier reports a failed attempt, an exception, or nothing for too long. */
        REPORTED,
        /** Promised for a day that is over. */
        OVERDUE,
        /** Handed over two days ago and never seen since. */
        UNSEEN
    }

    /** The lanes, each with its first entries; {@code counts} has the whole numbers by the name of the lane. */
    record Lanes(
            List<Card> exceptions,
            List<ToPick> toPick,
            List<Card> toShip,
            List<Card> inTransit,
            Map<String, Integer> counts) {}

    Lanes lanes(int limit);

    /** @param bin where it lies, or empty; {@code perOrder} is order number and units */
    record Pick(String bin, String code, String title, int units, Map<String, Integer> perOrder) {}

    /** Everything of these orders that is still in the house, by bin and code: one walk for all of them. */
    List<Pick> pickList(Collection<String> orderNumbers);
}
