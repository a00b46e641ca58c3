package yardstick.tracking.metric;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import yardstick.kernel.Invariants;

/** What the panel counts is what was sold. */
@ApplicationScoped
class FactInvariants implements Invariants {

    @Override
    public Map<String, String> statements() {
        return Map.of("fact.refund_is_within_purchase", """
                SELECT format('order %s: bought for %s, refunded %s', o.order_id, o.total_minor, sum(r.amount_minor))
                FROM tracking.refund_fact r JOIN tracking.order_fact o ON o.order_id = r.order_id
                WHERE o.source = 'shop' AND r.source = 'shop'
                GROUP BY o.order_id HAVING sum(r.amount_minor) > o.total_minor""");
    }

    @Override
    public Map<String, String> tallies() {
        return Map.of("tally.purchases", """
                SELECT currency, sum(total_minor) FROM tracking.order_fact WHERE source = 'shop'
                GROUP BY currency HAVING sum(total_minor) <> 0""", "tally.purchase_count", """
                SELECT currency, count(*) FROM tracking.order_fact WHERE source = 'shop' GROUP BY currency""");
    }
}
