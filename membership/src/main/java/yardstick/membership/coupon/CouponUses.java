package yardstick.membership.coupon;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Database;
import yardstick.orders.CustomerId;
import yardstick.orders.OrderId;

/**
 * Who used which coupon for which order. The limit holds because taking a use is one conditional UPDATE; its row lock
 * also serialises the count per customer that follows.
 */
@ApplicationScoped
class CouponUses {

    @Inject
    Database database;

    @Inject
    Clock clock;

    CouponUses() {}

    CouponUses(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    int by(@Nullable CustomerId customer, String coupon) {
        if (customer == null) {
            return 0;
        }
        return database.read(handle -> handle.createQuery("""
                        SELECT count(*) FROM membership.coupon_use
                        WHERE coupon = :coupon AND customer_id = :customer AND released_at IS NULL""")
                .bind("coupon", coupon)
                .bind("customer", customer.value())
                .mapTo(Integer.class)
                .one());
    }

    /** Takes one use for the order; false when none is left, for all or for this customer. A repeated call changes nothing. */
    boolean take(String coupon, OrderId order, @Nullable CustomerId customer) {
        return database.write(handle ->
                taken(handle, coupon, order) || count(handle, coupon) && enter(handle, coupon, order, customer));
    }

    private static boolean taken(Handle handle, String coupon, OrderId order) {
        return handle.createQuery(
                        "SELECT EXISTS (SELECT FROM membership.coupon_use WHERE coupon = :coupon AND order_id = :order)")
                .bind("coupon", coupon)
                .bind("order", order.value())
                .mapTo(Boolean.class)
                .one();
    }

    private boolean count(Handle handle, String coupon) {
        return handle.createUpdate("""
                                UPDATE membership.coupon SET used = used + 1
                                WHERE code = :coupon AND active
                                  AND (use_limit IS NULL OR used < use_limit)
                                  AND (starts_at IS NULL OR starts_at <= :now)
                                  AND (ends_at IS NULL OR ends_at > :now)""")
                        .bind("coupon", coupon)
                        .bind("now", now())
                        .execute()
                == 1;
    }

    private boolean enter(Handle handle, String coupon, OrderId order, @Nullable CustomerId customer) {
        boolean entered = handle.createUpdate("""
                                INSERT INTO membership.coupon_use (coupon, order_id, customer_id, used_at)
                                SELECT c.code, :order, :customer, :now FROM membership.coupon c
                                WHERE c.code = :coupon AND (c.per_customer_limit IS NULL OR c.per_customer_limit > (
                                    SELECT CASE WHEN CAST(:customer AS bigint) IS NULL THEN c.per_customer_limit
                                           ELSE count(*) END
                                    FROM membership.coupon_use u
                                    WHERE u.coupon = c.code AND u.customer_id = :customer AND u.released_at IS NULL))""")
                        .bind("coupon", coupon)
                        .bind("order", order.value())
                        .bind("customer", customer == null ? null : customer.value())
                        .bind("now", now())
                        .execute()
                == 1;
        if (!entered) {
            handle.createUpdate("UPDATE membership.coupon SET used = used - 1 WHERE code = :coupon")
                    .bind("coupon", coupon)
                    .execute();
        }
        return entered;
    }

    /** Gives back what the order used; a second call finds nothing to give back. */
    void release(OrderId order) {
        database.execute(handle -> handle.createUpdate("""
                        WITH released AS (
                            UPDATE membership.coupon_use SET released_at = :now
                            WHERE order_id = :order AND released_at IS NULL RETURNING coupon)
                        UPDATE membership.coupon c SET used = used - 1 FROM released WHERE c.code = released.coupon""")
                .bind("order", order.value())
                .bind("now", now())
                .execute());
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
