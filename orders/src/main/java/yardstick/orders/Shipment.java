package yardstick.orders;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One parcel of an order.
 *
 * @param no first, second ... parcel of its order
 * @param carrier code of a carrier the shop talks to, or of one whose number staff typed
 * @param status where it is, derived from the events
 * @param promisedBy last day of the promise made to the shopper, or null
 * @param problem why the carrier refused it, or empty
 * @param events oldest first, by the time they happened
 */
public record Shipment(
        ShipmentId id,
        OrderId order,
        String orderNumber,
        int no,
        State state,
        ParcelStatus status,
        String carrier,
        String method,
        @Nullable String trackingNumber,
        @Nullable LocalDate promisedBy,
        String problem,
        Instant createdAt,
        @Nullable Instant handedOverAt,
        @Nullable Instant deliveredAt,
        List<Line> lines,
        List<Event> events) {

    /** What the shop has done with it; the transitions are in one table of the shipping package. */
    public enum State {
        PLANNED,
        /** The carrier was asked and the answer is not known yet. */
        BOOKING,
        BOOKED,
        HANDED_OVER,
        /** The carrier was asked to forget it and the answer is not known yet. */
        RECALLING,
        CANCELLED
    }

    /** @param lineNo line of the order */
    public record Line(int lineNo, String code, String title, int quantity) {}

    /**
     * @param source {@code CARRIER} or {@code STAFF}
     * @param late it arrived after something that happened later
     */
    public record Event(Instant at, ParcelStatus status, String place, String source, boolean late) {}

    public int units() {
        return lines.stream().mapToInt(Line::quantity).sum();
    }

    /** It may still be taken back: it has not left the house. */
    public boolean here() {
        return state == State.PLANNED || state == State.BOOKING || state == State.BOOKED;
    }
}
