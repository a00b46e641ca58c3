package yardstick.membership.points;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import yardstick.kernel.Database;
import yardstick.membership.Points.Kind;
import yardstick.orders.CustomerId;
import yardstick.orders.OrderId;

/** Which order uses how many points: taken once when it is placed, given back at most once. */
@ApplicationScoped
class PointsUse {

    /** Points that come back are good for at least this long. */
    static final Duration GRACE = Duration.ofDays(30);

    @Inject
    Database database;

    @Inject
    Clock clock;

    PointsUse() {}

    PointsUse(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    Clock clock() {
        return clock;
    }

    /** So many points at this value. */
    record Wish(OrderId order, CustomerId customer, long points, long valueMinor) {}

    /** False when there are not as many; a repeated call for the order changes nothing. */
    boolean hold(Wish wish) {
        return database.write(handle -> {
            if (!PointsStore.lock(handle, wish.customer())) {
                return false;
            }
            if (PointsStore.holder(handle, wish.order()).isPresent()) {
                return true;
            }
            Instant now = clock.instant();
            return PointsStore.available(handle, wish.customer(), now) >= wish.points() && hold(handle, wish, now);
        });
    }

    private static boolean hold(Handle handle, Wish wish, Instant now) {
        boolean taken = handle.createUpdate("""
                                UPDATE membership.points_account SET balance = balance - :points, wanted = 0
                                WHERE customer_id = :customer AND balance >= :points""")
                        .bind("points", wish.points())
                        .bind("customer", wish.customer().value())
                        .execute()
                == 1;
        if (!taken) {
            return false;
        }
        handle.createUpdate("""
                        INSERT INTO membership.points_hold (order_id, customer_id, points, value_minor, held_at)
                        VALUES (:order, :customer, :points, :value, :now)""")
                .bind("order", wish.order().value())
                .bind("customer", wish.customer().value())
                .bind("points", wish.points())
                .bind("value", wish.valueMinor())
                .bind("now", now)
                .execute();
        for (PointsStore.Part part : PointsStore.take(handle, wish.customer(), wish.points(), now)) {
            handle.createUpdate("""
                            INSERT INTO membership.points_use (order_id, lot_id, points)
                            VALUES (:order, :lot, :points)""")
                    .bind("order", wish.order().value())
                    .bind("lot", part.lot())
                    .bind("points", part.points())
                    .execute();
        }
        PointsStore.enter(
                handle,
                wish.customer(),
                new PointsStore.Line(
                        Kind.USE,
                        -wish.points(),
                        wish.order(),
                        "order-" + wish.order().value()),
                now);
        return true;
    }

    /** The order ended: everything that has not come back yet does. */
    void release(OrderId order) {
        database.execute(handle -> PointsStore.holder(handle, order).ifPresent(customer -> {
            PointsStore.lock(handle, customer);
            int released = handle.createUpdate("""
                            UPDATE membership.points_hold SET released_at = :now
                            WHERE order_id = :order AND released_at IS NULL""")
                    .bind("now", clock.instant())
                    .bind("order", order.value())
                    .execute();
            if (released == 1) {
                giveBack(handle, customer, order, Long.MAX_VALUE);
            }
        }));
    }

    /** Goods went back: that part of the whole does, rounded down. */
    void giveBack(OrderId order, long part, long whole) {
        database.execute(handle -> PointsStore.holder(handle, order).ifPresent(customer -> {
            PointsStore.lock(handle, customer);
            long points = handle.createQuery("""
                            SELECT floor(points::numeric * :part / :whole)::bigint FROM (
                                SELECT points FROM membership.points_hold WHERE order_id = :order) h""")
                    .bind("part", part)
                    .bind("whole", whole)
                    .bind("order", order.value())
                    .mapTo(Long.class)
                    .one();
            giveBack(handle, customer, order, points);
        }));
    }

    private void giveBack(Handle handle, CustomerId customer, OrderId order, long most) {
        Instant now = clock.instant();
        List<Long> back = handle.createQuery("""
                        WITH uses AS (
                            SELECT u.lot_id, u.points - u.returned AS open,
                                   sum(u.points - u.returned) OVER (ORDER BY l.expires_at DESC, l.id DESC)
                                       - (u.points - u.returned) AS before
                            FROM membership.points_use u JOIN membership.points_lot l ON l.id = u.lot_id
                            WHERE u.order_id = :order AND u.returned < u.points),
                        parts AS (
                            SELECT lot_id, least(open, :most - before) AS points FROM uses WHERE before < :most),
                        given AS (
                            UPDATE membership.points_use u SET returned = u.returned + parts.points
                            FROM parts WHERE u.order_id = :order AND u.lot_id = parts.lot_id)
                        UPDATE membership.points_lot l
                        SET left_points = l.left_points + parts.points, expires_at = greatest(l.expires_at, :grace)
                        FROM parts WHERE l.id = parts.lot_id RETURNING parts.points""")
                .bind("order", order.value())
                .bind("most", most)
                .bind("grace", now.plus(GRACE))
                .mapTo(Long.class)
                .list();
        long points = back.stream().mapToLong(Long::longValue).sum();
        if (points == 0) {
            return;
        }
        long returned = handle.createQuery("""
                        UPDATE membership.points_hold SET returned = returned + :points WHERE order_id = :order
                        RETURNING returned""")
                .bind("points", points)
                .bind("order", order.value())
                .mapTo(Long.class)
                .one();
        PointsStore.move(handle, customer, points, 0);
        PointsStore.enter(
                handle,
                customer,
                new PointsStore.Line(Kind.RETURN, points, order, "order-" + order.value() + "-" + returned),
                now);
        PointsStore.settle(handle, customer);
    }
}
