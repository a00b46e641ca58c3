package yardstick.orders;

import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import yardstick.kernel.Money;
import yardstick.kernel.Outcome;

/** 到店自提: points with opening hours, slots with a capacity, and the code that hands the goods over. */
public interface Pickups {

    /** The shipping method of this kind that comes with the shop; it is offered while a point is open. */
    String METHOD = "pickup";

    /** @param weekday ISO, 1 is Monday; times are local to the point */
    record Hours(int weekday, LocalTime opens, LocalTime closes) {}

    /**
     * @param code its key
     * @param zone IANA name
     * @param leadMinutes from the order to the first slot it may take
     * @param capacity orders per slot
     * @param graceMinutes after the slot until the order is given up
     */
    record Point(
            String code,
            String name,
            String address,
            String phone,
            String zone,
            int leadMinutes,
            int slotMinutes,
            int capacity,
            int graceMinutes,
            boolean active,
            List<Hours> hours) {}

    /** @param left orders it still takes */
    record Slot(long id, String point, String pointName, String zone, Instant startsAt, Instant endsAt, int left) {}

    /** Life of a booking. */
    enum State {
        BOOKED,
        /** The goods lie at the point. */
        READY,
        COLLECTED,
        /** Nobody came; the order is being given up. */
        MISSED,
        /** The order ended otherwise. */
        RELEASED
    }

    /**
     * @param due what is to be paid at the desk; zero when the order is paid
     */
    record Booking(
            OrderId order,
            String orderNumber,
            String name,
            State state,
            Point point,
            Instant startsAt,
            Instant endsAt,
            int units,
            Money due) {}

    List<Point> points();

    /** Adds the point or replaces the one of this code, and opens the slots of the coming days. */
    Outcome<Point> keep(Point point);

    /** Slots that still take orders, the earliest first. */
    List<Slot> open(int limit);

    /** The cart will ask for this slot when it is placed; nothing is held before. */
    Outcome<Slot> choose(CartId cart, long slot);

    /** The cart is to be delivered after all. */
    void forget(CartId cart);

    Optional<Slot> chosen(CartId cart);

    Optional<Booking> ofOrder(OrderId order);

    /** Eight digits, for whoever may see the order; empty once the booking has ended. */
    Optional<String> code(OrderId order);

    /** Bookings that wait to be made ready or collected, by slot. */
    List<Booking> waiting(int limit);

    /** The goods lie at the point. */
    Outcome<Booking> ready(OrderId order, String actor);

    /** Whose code this is; refused when it is nobody's now. */
    Outcome<Booking> find(String code);

    /** The goods go over the desk; only for a paid order. */
    Outcome<Booking> handOver(String code, String actor);
}
