package yardstick.orders.shipping;

import static yardstick.orders.Shipment.State.BOOKED;
import static yardstick.orders.Shipment.State.BOOKING;
import static yardstick.orders.Shipment.State.CANCELLED;
import static yardstick.orders.Shipment.State.HANDED_OVER;
import static yardstick.orders.Shipment.State.PLANNED;
import static yardstick.orders.Shipment.State.RECALLING;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import yardstick.orders.Shipment.State;

/**
 * Every move a parcel may make. What a carrier may know of is only cancelled once the carrier has confirmed it; a
 * recall that comes too late leaves the parcel booked.
 */
final class ShipmentTransitions {

    private static final Map<State, Set<State>> ALLOWED = new EnumMap<>(Map.of(
            PLANNED, EnumSet.of(BOOKING, BOOKED, CANCELLED),
            BOOKING, EnumSet.of(BOOKED, PLANNED, RECALLING),
            BOOKED, EnumSet.of(HANDED_OVER, RECALLING, CANCELLED),
            RECALLING, EnumSet.of(CANCELLED, BOOKED),
            HANDED_OVER, EnumSet.noneOf(State.class),
            CANCELLED, EnumSet.noneOf(State.class)));

    private ShipmentTransitions() {}

    static boolean allowed(State from, State to) {
        return ALLOWED.getOrDefault(from, Set.of()).contains(to);
    }
}
