package yardstick.membership.points;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import yardstick.kernel.Invariants;

/** No point comes from nowhere, is used twice or comes back twice. */
@ApplicationScoped
class PointsInvariants implements Invariants {

    @Override
    public Map<String, String> statements() {
        return Map.of(
                "points.balance_is_sum_of_lots",
                """
                SELECT format('customer %s: balance %s, lots %s', a.customer_id, a.balance, coalesce(l.points, 0))
                FROM membership.points_account a
                LEFT JOIN (SELECT customer_id, sum(left_points) AS points FROM membership.points_lot
                           GROUP BY customer_id) l USING (customer_id)
                WHERE a.balance <> coalesce(l.points, 0)""",
                "points.entries_add_up",
                """
                SELECT format('customer %s: balance %s less owed %s, entries %s', a.customer_id, a.balance, a.owed,
                              coalesce(e.points, 0))
                FROM membership.points_account a
                LEFT JOIN (SELECT customer_id, sum(points) AS points FROM membership.points_entry
                           GROUP BY customer_id) e USING (customer_id)
                WHERE a.balance - a.owed <> coalesce(e.points, 0)""",
                "points.hold_is_sum_of_uses",
                """
                SELECT format('order %s: holds %s, uses %s', h.order_id, h.points, sum(u.points))
                FROM membership.points_hold h LEFT JOIN membership.points_use u USING (order_id)
                GROUP BY h.order_id
                HAVING h.points <> coalesce(sum(u.points), 0) OR h.returned <> coalesce(sum(u.returned), 0)""",
                "points.released_came_back",
                """
                SELECT format('order %s: %s of %s came back', order_id, returned, points)
                FROM membership.points_hold WHERE released_at IS NOT NULL AND returned < points""",
                "points.earned_by_what_stayed_paid",
                """
                SELECT format('order %s: earned %s, reversed %s, paid %s, refunded %s', order_id, earned, reversed,
                              paid_minor, refunded_minor)
                FROM membership.points_lot
                WHERE earned - reversed <> (paid_minor - refunded_minor) * earn_bp / 10000""");
    }

    @Override
    public Map<String, String> tallies() {
        return Map.of("tally.points_used", """
                SELECT order_id::text, 1 FROM membership.points_hold WHERE released_at IS NULL""");
    }
}
