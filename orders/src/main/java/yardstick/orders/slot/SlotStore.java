package yardstick.orders.slot;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import yardstick.orders.CartId;
import yardstick.orders.OrderId;
import yardstick.orders.Pickups.Slot;

/** Statements on slots and bookings. A slot is taken by one conditional update, and given back once. */
public final class SlotStore {

    private static final String SELECT = """
            SELECT s.id, p.code, p.name, p.zone, s.starts_at, s.ends_at, s.capacity - s.booked AS free
            FROM orders.pickup_slot s JOIN orders.pickup_point p ON p.id = s.point_id
            """;

    private static final String OPEN = """
             p.active AND s.booked < s.capacity AND s.starts_at > now() + make_interval(mins => p.lead_minutes)
            """;

    private SlotStore() {}

    static Slot slot(ResultSet row) throws SQLException {
        return new Slot(
                row.getLong("id"),
                row.getString("code"),
                row.getString("name"),
                row.getString("zone"),
                row.getTimestamp("starts_at").toInstant(),
                row.getTimestamp("ends_at").toInstant(),
                row.getInt("free"));
    }

    public static List<Slot> open(Handle handle, int limit) {
        return handle.createQuery(SELECT + "WHERE" + OPEN + "ORDER BY s.starts_at, p.code LIMIT :limit")
                .bind("limit", limit)
                .map((row, context) -> slot(row))
                .list();
    }

    public static Optional<Slot> open(Handle handle, long id) {
        return handle.createQuery(SELECT + "WHERE s.id = :id AND" + OPEN)
                .bind("id", id)
                .map((row, context) -> slot(row))
                .findOne();
    }

    public static Slot find(Handle handle, long id) {
        return handle.createQuery(SELECT + "WHERE s.id = :id")
                .bind("id", id)
                .map((row, context) -> slot(row))
                .one();
    }

    public static void choose(Handle handle, CartId cart, long slot) {
        handle.createUpdate("""
                        INSERT INTO orders.pickup_choice (cart_id, slot_id) VALUES (:cart, :slot)
                        ON CONFLICT (cart_id) DO UPDATE SET slot_id = excluded.slot_id, chosen_at = now()""").bind("cart", cart.value()).bind("slot", slot).execute();
    }

    public static void forget(Handle handle, CartId cart) {
        handle.createUpdate("DELETE FROM orders.pickup_choice WHERE cart_id = :cart")
                .bind("cart", cart.value())
                .execute();
    }

    public static Optional<Slot> chosen(Handle handle, CartId cart) {
        return handle.createQuery(SELECT + "JOIN orders.pickup_choice c ON c.slot_id = s.id WHERE c.cart_id = :cart")
                .bind("cart", cart.value())
                .map((row, context) -> slot(row))
                .findOne();
    }

    /** False when the slot is full, over, or too near. */
    public static boolean take(Handle handle, long slot) {
        return handle.createUpdate("""
                        UPDATE orders.pickup_slot s SET booked = booked + 1 FROM orders.pickup_point p
                        WHERE s.id = :slot AND p.id = s.point_id AND""" + OPEN).bind("slot", slot).execute() == 1;
    }

    /** False when the code's hash is in use. */
    public static boolean book(Handle handle, OrderId order, long slot, Code code) {
        return handle.createUpdate("""
                        INSERT INTO orders.pickup_booking (order_id, slot_id, nonce, code_hash)
                        VALUES (:order, :slot, :nonce, :hash) ON CONFLICT DO NOTHING""")
                        .bind("order", order.value())
                        .bind("slot", slot)
                        .bind("nonce", code.nonce())
                        .bind("hash", code.hash())
                        .execute()
                == 1;
    }

    /** What is stored of a code. */
    public record Code(String nonce, String hash) {}

    /** The order is picked up, or was to be. */
    public static boolean booked(Handle handle, OrderId order) {
        return handle.createQuery("SELECT EXISTS (SELECT FROM orders.pickup_booking WHERE order_id = :order)")
                .bind("order", order.value())
                .mapTo(Boolean.class)
                .one();
    }

    /** Until its slot and the grace after it are over; 0 for an order that is not picked up. */
    public static int hoursLeft(Handle handle, OrderId order, Instant now) {
        return handle.createQuery("""
                        SELECT ceil(extract(epoch FROM s.ends_at + make_interval(mins => p.grace_minutes) - :now) / 3600)::int + 1
                        FROM orders.pickup_booking b JOIN orders.pickup_slot s ON s.id = b.slot_id
                        JOIN orders.pickup_point p ON p.id = s.point_id WHERE b.order_id = :order""")
                .bind("order", order.value())
                .bind("now", now)
                .mapTo(Integer.class)
                .findOne()
                .orElse(0);
    }

    /** The order has ended before the goods were collected: its place is free again. A second call finds nothing. */
    public static void release(Handle handle, OrderId order) {
        handle.createUpdate("""
                        WITH ended AS (
                            UPDATE orders.pickup_booking SET state = 'RELEASED', ended_at = now(), ended_by = 'system'
                            WHERE order_id = :order AND state IN ('BOOKED', 'READY') RETURNING slot_id)
                        UPDATE orders.pickup_slot SET booked = booked - 1 FROM ended WHERE id = ended.slot_id""").bind("order", order.value()).execute();
    }

    /** Bookings whose slot and grace are over and that nobody collected. */
    public static List<OrderId> overdue(Handle handle, Instant now, int limit) {
        return handle.createQuery("""
                        SELECT b.order_id FROM orders.pickup_booking b
                        JOIN orders.pickup_slot s ON s.id = b.slot_id JOIN orders.pickup_point p ON p.id = s.point_id
                        WHERE b.state IN ('BOOKED', 'READY')
                          AND s.ends_at + make_interval(mins => p.grace_minutes) < :now
                        ORDER BY s.ends_at LIMIT :limit""")
                .bind("now", now)
                .bind("limit", limit)
                .mapTo(Long.class)
                .map(OrderId::new)
                .list();
    }

    /** Missed, and the order has not been given up yet. */
    public static List<OrderId> missed(Handle handle, int limit) {
        return handle.createQuery("""
                        SELECT b.order_id FROM orders.pickup_booking b JOIN orders.orders o ON o.id = b.order_id
                        WHERE b.state = 'MISSED' AND o.state IN ('PENDING_PAYMENT', 'PAID') LIMIT :limit""")
                .bind("limit", limit)
                .mapTo(Long.class)
                .map(OrderId::new)
                .list();
    }
}
