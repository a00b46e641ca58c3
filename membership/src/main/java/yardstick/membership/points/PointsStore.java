package yardstick.membership.points;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import yardstick.membership.Points.Kind;
import yardstick.orders.CustomerId;
import yardstick.orders.OrderId;

/** Statements on points. Whoever changes something has locked the account before, so that its lots stand still. */
final class PointsStore {

    private PointsStore() {}

    /** Waits for others; false when there is no such member. */
    static boolean lock(Handle handle, CustomerId customer) {
        handle.createUpdate("""
                        INSERT INTO membership.points_account (customer_id)
                        SELECT customer_id FROM membership.account WHERE customer_id = :customer
                        ON CONFLICT DO NOTHING""").bind("customer", customer.value()).execute();
        return handle.createQuery("""
                        SELECT customer_id FROM membership.points_account WHERE customer_id = :customer FOR UPDATE""")
                .bind("customer", customer.value())
                .mapTo(Long.class)
                .findOne()
                .isPresent();
    }

    /** @param now points that ran out before are not there any more */
    static long available(Handle handle, CustomerId customer, Instant now) {
        return handle.createQuery("""
                        SELECT coalesce(sum(left_points), 0) FROM membership.points_lot
                        WHERE customer_id = :customer AND left_points > 0 AND expires_at > :now""")
                .bind("customer", customer.value())
                .bind("now", now)
                .mapTo(Long.class)
                .one();
    }

    /** Points that left lots, and which. */
    record Part(long lot, long points) {}

    /** Takes the points from the lots that run out first. @param after only from lots that are good after this */
    static List<Part> take(Handle handle, CustomerId customer, long points, Instant after) {
        return handle.createQuery("""
                        WITH lots AS (
                            SELECT id, left_points,
                                   sum(left_points) OVER (ORDER BY expires_at, id) - left_points AS before
                            FROM membership.points_lot
                            WHERE customer_id = :customer AND left_points > 0 AND expires_at > :after),
                        parts AS (
                            SELECT id, least(left_points, :points - before) AS points FROM lots WHERE before < :points)
                        UPDATE membership.points_lot l SET left_points = l.left_points - parts.points
                        FROM parts WHERE l.id = parts.id RETURNING l.id, parts.points""")
                .bind("customer", customer.value())
                .bind("after", after)
                .bind("points", points)
                .map((row, context) -> new Part(row.getLong(1), row.getLong(2)))
                .list();
    }

    /** What the order earned, once; 0 when it earned before, or nothing. */
    static long earn(Handle handle, CustomerId customer, Earning earning) {
        return handle.createQuery("""
                        INSERT INTO membership.points_lot
                            (customer_id, order_id, paid_minor, earn_bp, earned, left_points, expires_at)
                        SELECT a.customer_id, :order, :paid, t.earn_bp, :paid * t.earn_bp / 10000,
                               :paid * t.earn_bp / 10000, :expires
                        FROM membership.account a JOIN membership.tier t ON t.code = a.tier
                        WHERE a.customer_id = :customer AND :paid * t.earn_bp >= 10000
                        ON CONFLICT (order_id) DO NOTHING RETURNING earned""")
                .bind("customer", customer.value())
                .bind("order", earning.order().value())
                .bind("paid", earning.paidMinor())
                .bind("expires", earning.expiresAt())
                .mapTo(Long.class)
                .findOne()
                .orElse(0L);
    }

    /** Of an order that was paid. */
    record Earning(OrderId order, long paidMinor, Instant expiresAt) {}

    /** Money of the order went back: how many points it has earned too many. */
    static long reverse(Handle handle, OrderId order, long minor) {
        return handle.createQuery("""
                        WITH lot AS (
                            SELECT id, reversed, least(paid_minor, refunded_minor + :minor) AS refunded,
                                   earned - (paid_minor - least(paid_minor, refunded_minor + :minor)) * earn_bp / 10000
                                       AS reversing
                            FROM membership.points_lot WHERE order_id = :order)
                        UPDATE membership.points_lot l SET refunded_minor = lot.refunded, reversed = lot.reversing
                        FROM lot WHERE l.id = lot.id RETURNING lot.reversing - lot.reversed""")
                .bind("order", order.value())
                .bind("minor", minor)
                .mapTo(Long.class)
                .findOne()
                .orElse(0L);
    }

    /** Adds to balance and debt; the table's checks refuse what would go below zero. */
    static void move(Handle handle, CustomerId customer, long balance, long owed) {
        handle.createUpdate("""
                        UPDATE membership.points_account SET balance = balance + :balance, owed = owed + :owed
                        WHERE customer_id = :customer""")
                .bind("balance", balance)
                .bind("owed", owed)
                .bind("customer", customer.value())
                .execute();
    }

    /** What is owed is paid from what is there. */
    static void settle(Handle handle, CustomerId customer) {
        long due = handle.createQuery(
                        "SELECT least(balance, owed) FROM membership.points_account WHERE customer_id = :customer")
                .bind("customer", customer.value())
                .mapTo(Long.class)
                .one();
        if (due > 0) {
            take(handle, customer, due, Instant.EPOCH);
            move(handle, customer, -due, -due);
        }
    }

    /** A line of the account. @param reference unique within the kind */
    record Line(Kind kind, long points, OrderId order, String reference) {}

    static void enter(Handle handle, CustomerId customer, Line line, Instant now) {
        handle.createUpdate("""
                        INSERT INTO membership.points_entry (customer_id, kind, points, order_id, reference, at)
                        VALUES (:customer, :kind, :points, :order, :reference, :now)""")
                .bind("customer", customer.value())
                .bind("kind", line.kind().name())
                .bind("points", line.points())
                .bind("order", line.order().value())
                .bind("reference", line.reference())
                .bind("now", now)
                .execute();
    }

    /** Empties the lots that have run out; the account is locked. */
    static long expire(Handle handle, CustomerId customer, Instant now) {
        return handle.createQuery("""
                        WITH due AS (
                            SELECT id, order_id, left_points, expires_at FROM membership.points_lot
                            WHERE customer_id = :customer AND left_points > 0 AND expires_at <= :now),
                        emptied AS (
                            UPDATE membership.points_lot l SET left_points = 0 FROM due WHERE l.id = due.id),
                        entered AS (
                            INSERT INTO membership.points_entry (customer_id, kind, points, order_id, reference, at)
                            SELECT :customer, 'EXPIRE', -left_points, order_id,
                                   id || '@' || extract(epoch FROM expires_at), :now FROM due)
                        SELECT coalesce(sum(left_points), 0) FROM due""")
                .bind("customer", customer.value())
                .bind("now", now)
                .mapTo(Long.class)
                .one();
    }

    static Optional<CustomerId> holder(Handle handle, OrderId order) {
        return handle.createQuery("SELECT customer_id FROM membership.points_hold WHERE order_id = :order")
                .bind("order", order.value())
                .mapTo(Long.class)
                .findOne()
                .map(CustomerId::new);
    }
}
