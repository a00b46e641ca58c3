package yardstick.membership.coupon;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import yardstick.kernel.Invariants;

/** A coupon is never used more often than it may be, and each use belongs to one live order. */
@ApplicationScoped
class CouponInvariants implements Invariants {

    @Override
    public Map<String, String> statements() {
        return Map.of(
                "coupon.used_is_sum_of_uses", """
                SELECT format('coupon %s: used %s, uses %s', c.code, c.used, u.uses) FROM membership.coupon c
                LEFT JOIN (SELECT coupon, count(*) AS uses FROM membership.coupon_use WHERE released_at IS NULL
                           GROUP BY coupon) u ON u.coupon = c.code
                WHERE c.used <> coalesce(u.uses, 0)""", "coupon.within_limit", """
                SELECT format('coupon %s: %s uses, limit %s', c.code, count(*), c.use_limit)
                FROM membership.coupon c JOIN membership.coupon_use u ON u.coupon = c.code AND u.released_at IS NULL
                GROUP BY c.code HAVING count(*) > c.use_limit""", "coupon.within_customer_limit", """
                SELECT format('coupon %s, customer %s: %s uses, limit %s', c.code, u.customer_id, count(*),
                              c.per_customer_limit)
                FROM membership.coupon c JOIN membership.coupon_use u ON u.coupon = c.code AND u.released_at IS NULL
                WHERE u.customer_id IS NOT NULL
                GROUP BY c.code, u.customer_id HAVING count(*) > c.per_customer_limit""");
    }

    @Override
    public Map<String, String> tallies() {
        return Map.of("tally.coupon_uses", """
                SELECT coupon, count(*) FROM membership.coupon_use WHERE released_at IS NULL GROUP BY coupon""");
    }
}
