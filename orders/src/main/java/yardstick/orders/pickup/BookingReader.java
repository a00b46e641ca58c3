package yardstick.orders.pickup;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import yardstick.kernel.Money;
import yardstick.orders.OrderId;
import yardstick.orders.Pickups.Booking;
import yardstick.orders.Pickups.Point;
import yardstick.orders.Pickups.State;
import yardstick.orders.slot.PointStore;

/** Bookings with their order and point. */
final class BookingReader {

    private static final String SELECT = """
            SELECT b.order_id, b.state, b.nonce, o.number, o.name, o.units, o.currency,
                   CASE WHEN o.state = 'PENDING_PAYMENT' THEN o.total_minor ELSE 0 END AS due, p.code, s.starts_at, s.ends_at
            FROM orders.pickup_booking b
            JOIN orders.orders o ON o.id = b.order_id
            JOIN orders.pickup_slot s ON s.id = b.slot_id
            JOIN orders.pickup_point p ON p.id = s.point_id
            """;

    private BookingReader() {}

    /** A booking with what its code is made from. */
    record Sealed(Booking booking, String nonce) {}

    static Optional<Sealed> ofOrder(Handle handle, OrderId order) {
        return handle.createQuery(SELECT + "WHERE b.order_id = :order")
                .bind("order", order.value())
                .map((row, context) -> read(row, points(handle)))
                .findOne();
    }

    static Optional<Sealed> byHash(Handle handle, String hash) {
        return handle.createQuery(SELECT + "WHERE b.code_hash = :hash AND b.state IN ('BOOKED', 'READY')")
                .bind("hash", hash)
                .map((row, context) -> read(row, points(handle)))
                .findOne();
    }

    static List<Booking> waiting(Handle handle, int limit) {
        Map<String, Point> points = points(handle);
        return handle.createQuery(
                        SELECT + "WHERE b.state IN ('BOOKED', 'READY') ORDER BY s.starts_at, b.order_id LIMIT :limit")
                .bind("limit", limit)
                .map((row, context) -> read(row, points).booking())
                .list();
    }

    private static Map<String, Point> points(Handle handle) {
        return PointStore.all(handle).stream().collect(Collectors.toMap(Point::code, Function.identity()));
    }

    private static Sealed read(ResultSet row, Map<String, Point> points) throws SQLException {
        Point point = points.get(row.getString("code"));
        if (point == null) {
            throw new IllegalStateException("no pick-up point " + row.getString("code"));
        }
        return new Sealed(
                new Booking(
                        new OrderId(row.getLong("order_id")),
                        row.getString("number"),
                        row.getString("name"),
                        State.valueOf(row.getString("state")),
                        point,
                        row.getTimestamp("starts_at").toInstant(),
                        row.getTimestamp("ends_at").toInstant(),
                        row.getInt("units"),
                        Money.of(row.getLong("due"), row.getString("currency"))),
                row.getString("nonce"));
    }
}
