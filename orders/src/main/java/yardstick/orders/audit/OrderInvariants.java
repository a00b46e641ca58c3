package yardstick.orders.audit;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import yardstick.kernel.Invariants;

/** Statements that find broken promises, by name. They trust no state: sums come from ledgers and lines. */
@ApplicationScoped
class OrderInvariants implements Invariants {

    static final Map<String, String> ALL = all();

    @Override
    public Map<String, String> statements() {
        return ALL;
    }

    @Override
    public Map<String, String> tallies() {
        return Map.of(
                "tally.purchases",
                """
                SELECT currency, sum(total_minor) FROM orders.orders
                WHERE source = 'shop' AND state NOT IN ('PENDING_PAYMENT', 'CANCELLED')
                GROUP BY currency HAVING sum(total_minor) <> 0""",
                "tally.purchase_count",
                """
                SELECT currency, count(*) FROM orders.orders
                WHERE source = 'shop' AND state NOT IN ('PENDING_PAYMENT', 'CANCELLED') GROUP BY currency""",
                "tally.coupon_uses",
                """
                SELECT upper(substr(a.source, 8)), count(*)
                FROM orders.order_adjustment a JOIN orders.orders o ON o.id = a.order_id
                WHERE o.source = 'shop' AND a.source LIKE 'coupon:%' AND o.state NOT IN ('CANCELLED', 'REFUNDED')
                GROUP BY upper(substr(a.source, 8))""",
                "tally.points_used",
                """
                SELECT a.order_id::text, count(*)
                FROM orders.order_adjustment a JOIN orders.orders o ON o.id = a.order_id
                WHERE o.source = 'shop' AND a.source LIKE 'points:%' AND o.state NOT IN ('CANCELLED', 'REFUNDED')
                GROUP BY a.order_id""");
    }

    private static Map<String, String> all() {
        Map<String, String> all = new LinkedHashMap<>();
        stock(all);
        reservations(all);
        prices(all);
        payments(all);
        captures(all);
        refunds(all);
        age(all);
        histories(all);
        return Collections.unmodifiableMap(all);
    }

    private static void stock(Map<String, String> all) {
        all.put("stock.level_is_ledger", """
                SELECT format('sku %s in %s: level %s/%s/%s, ledger %s/%s/%s', coalesce(l.sku, m.sku),
                              coalesce(l.warehouse, m.warehouse), l.on_hand, l.reserved, l.outgoing,
                              m.on_hand, m.reserved, m.outgoing)
                FROM orders.stock_level l
                FULL JOIN (SELECT sku, warehouse, sum(on_hand_delta) AS on_hand, sum(reserved_delta) AS reserved,
                                  sum(outgoing_delta) AS outgoing
                           FROM orders.stock_movement GROUP BY sku, warehouse) m
                  ON m.sku = l.sku AND m.warehouse = l.warehouse
                WHERE coalesce(l.on_hand, 0) <> coalesce(m.on_hand, 0)
                   OR coalesce(l.reserved, 0) <> coalesce(m.reserved, 0)
                   OR coalesce(l.outgoing, 0) <> coalesce(m.outgoing, 0)""");
        all.put("stock.reserved_is_held", """
                SELECT format('sku %s in %s: reserved %s, held by orders %s', coalesce(l.sku, h.sku),
                              coalesce(l.warehouse, h.warehouse), l.reserved, h.held)
                FROM orders.stock_level l
                FULL JOIN (SELECT sku, warehouse, sum(quantity) AS held FROM orders.reservation WHERE state = 'HELD'
                           GROUP BY sku, warehouse) h ON h.sku = l.sku AND h.warehouse = l.warehouse
                WHERE coalesce(l.reserved, 0) <> coalesce(h.held, 0)""");
        all.put("stock.transfers_balance", """
                SELECT format('sku %s: transfers add up to %s', sku, sum(on_hand_delta)) FROM orders.stock_movement
                WHERE kind = 'TRANSFER' GROUP BY sku HAVING sum(on_hand_delta) <> 0""");
        all.put("stock.bundles_are_derived", """
                SELECT format('bundle %s has stock or is in another bundle', b.bundle) FROM orders.bundle_component b
                WHERE EXISTS (SELECT FROM orders.stock_level l WHERE l.sku = b.bundle AND l.on_hand + l.outgoing > 0)
                   OR EXISTS (SELECT FROM orders.bundle_component o WHERE o.component = b.bundle)""");
    }

    private static void reservations(Map<String, String> all) {
        all.put("stock.movements_follow_reservations", """
                SELECT format('order %s sku %s: %s of %s, moved %s/%s/%s/%s/%s', coalesce(r.order_id, m.order_id),
                              coalesce(r.sku, m.sku), r.state, r.quantity, m.taken, m.released, m.sold, m.shipped,
                              m.returned)
                FROM orders.reservation r
                FULL JOIN (SELECT order_id, sku, warehouse,
                                  coalesce(sum(reserved_delta) FILTER (WHERE kind = 'RESERVE'), 0) AS taken,
                                  coalesce(-sum(reserved_delta) FILTER (WHERE kind = 'RELEASE'), 0) AS released,
                                  coalesce(-sum(on_hand_delta) FILTER (WHERE kind = 'SELL'), 0) AS sold,
                                  coalesce(-sum(outgoing_delta) FILTER (WHERE kind = 'SHIP'), 0) AS shipped,
                                  coalesce(sum(on_hand_delta) FILTER (WHERE kind = 'RETURN'), 0) AS returned,
                                  coalesce(sum(outgoing_delta) FILTER (WHERE kind = 'SELL'), 0) AS outgoing
                           FROM orders.stock_movement WHERE order_id IS NOT NULL GROUP BY order_id, sku, warehouse) m
                  ON m.order_id = r.order_id AND m.sku = r.sku AND m.warehouse = r.warehouse
                WHERE r.order_id IS NULL OR m.order_id IS NULL OR m.taken <> r.quantity
                   OR m.released <> CASE WHEN r.state = 'RELEASED' THEN r.quantity ELSE 0 END
                   OR m.sold <> CASE WHEN r.state IN ('SOLD', 'RETURNED') THEN r.quantity ELSE 0 END
                   OR m.shipped <> r.shipped AND m.outgoing > 0 OR m.returned <> r.returned""");
        all.put("stock.reservation_is_order_line", """
                SELECT format('order %s sku %s: ordered %s, reserved %s', coalesce(l.order_id, r.order_id),
                              coalesce(l.sku, r.sku), l.quantity, r.quantity)
                FROM (SELECT line.order_id, coalesce(part.sku, line.sku) AS sku,
                             sum(line.quantity * coalesce(part.per_bundle, 1)) AS quantity
                      FROM orders.order_line line JOIN orders.orders o ON o.id = line.order_id
                      LEFT JOIN orders.order_part part ON part.order_id = line.order_id AND part.line_sku = line.sku
                      WHERE o.source = 'shop' GROUP BY 1, 2) l
                FULL JOIN (SELECT order_id, sku, sum(quantity) AS quantity FROM orders.reservation GROUP BY 1, 2) r
                  ON r.order_id = l.order_id AND r.sku = l.sku
                WHERE l.quantity IS DISTINCT FROM r.quantity""");
        all.put("stock.reservation_follows_order", """
                SELECT format('order %s is %s, its sku %s is %s', o.id, o.state, r.sku, r.state)
                FROM orders.reservation r JOIN orders.orders o ON o.id = r.order_id
                WHERE NOT CASE o.state WHEN 'PENDING_PAYMENT' THEN r.state = 'HELD'
                                       WHEN 'CANCELLED' THEN r.state = 'RELEASED'
                                       ELSE r.state IN ('SOLD', 'RETURNED') END""");
    }

    private static void prices(Map<String, String> all) {
        all.put("price.order_is_sum_of_lines", """
                SELECT format('order %s: goods %s discount %s, lines %s discount %s', o.id, o.goods_minor,
                              o.discount_minor, l.goods, l.discount)
                FROM orders.orders o
                LEFT JOIN (SELECT order_id, sum(line_total_minor) AS goods, sum(discount_minor) AS discount,
                                  sum(quantity) AS units
                           FROM orders.order_line GROUP BY order_id) l ON l.order_id = o.id
                WHERE o.source = 'shop'
                  AND (o.goods_minor IS DISTINCT FROM l.goods OR o.discount_minor IS DISTINCT FROM l.discount
                       OR o.units IS DISTINCT FROM l.units)""");
        all.put("price.line_is_unit_times_quantity", """
                SELECT format('order %s line %s', o.id, l.line_no)
                FROM orders.order_line l JOIN orders.orders o ON o.id = l.order_id
                WHERE o.source = 'shop' AND l.line_total_minor <> l.unit_price_minor * l.quantity""");
        all.put("price.discount_is_sum_of_adjustments", """
                SELECT format('order %s: discount %s, adjustments %s', o.id, o.discount_minor, a.amount)
                FROM orders.orders o
                LEFT JOIN (SELECT order_id, sum(amount_minor) AS amount FROM orders.order_adjustment
                           GROUP BY order_id) a ON a.order_id = o.id
                WHERE o.source = 'shop' AND o.discount_minor <> -coalesce(a.amount, 0)""");
        all.put("price.adjustment_is_sum_of_parts", """
                SELECT format('order %s adjustment %s', a.order_id, a.source) FROM orders.order_adjustment a
                WHERE a.amount_minor <> (SELECT sum(part) FROM unnest(a.per_line_minor) AS part)""");
        all.put("price.quote_is_kept", """
                SELECT format('order %s: total %s, quoted %s', o.id, o.total_minor, q.total_minor)
                FROM orders.orders o JOIN orders.quote q ON q.key = o.natural_key
                WHERE o.source = 'shop' AND (q.total_minor <> o.total_minor OR q.currency <> o.currency)""");
        all.put("cart.one_order_each", """
                SELECT format('order %s is claimed by %s carts', order_id, count(*)) FROM orders.cart
                WHERE order_id IS NOT NULL GROUP BY order_id HAVING count(*) > 1""");
    }

    private static void payments(Map<String, String> all) {
        all.put("payment.paid_order_has_one_capture", """
                SELECT format('order %s is %s with %s captures for %s of %s', o.id, o.state, count(a.id),
                              coalesce(sum(a.captured_minor), 0), o.total_minor)
                FROM orders.orders o
                LEFT JOIN orders.payment_attempt a
                  ON a.order_id = o.id AND a.state IN ('CAPTURED', 'REFUNDED') AND NOT a.surplus
                WHERE o.source = 'shop' AND o.total_minor > 0
                GROUP BY o.id
                HAVING count(a.id) FILTER (WHERE a.channel <> 'gift-card') > 1
                    OR coalesce(sum(a.captured_minor), 0)
                       <> CASE WHEN o.state IN ('PENDING_PAYMENT', 'CANCELLED') THEN 0 ELSE o.total_minor END""");
        all.put("payment.surplus_goes_back", """
                SELECT format('attempt %s of order %s', a.id, a.order_id) FROM orders.payment_attempt a
                WHERE a.surplus AND NOT EXISTS (
                    SELECT FROM orders.refund r
                    WHERE r.attempt_id = a.id AND r.amount_minor = a.captured_minor AND r.state <> 'FAILED')""");
        all.put("payment.captured_only_when_captured", """
                SELECT format('attempt %s is %s with %s captured', id, state, captured_minor)
                FROM orders.payment_attempt
                WHERE captured_minor <> CASE WHEN state IN ('CAPTURED', 'REFUNDED') THEN amount_minor ELSE 0 END""");
        all.put("payment.order_books_what_was_captured", """
                SELECT format('order %s: captured %s, attempts %s', o.id, o.captured_minor, a.captured)
                FROM orders.orders o
                LEFT JOIN (SELECT order_id, sum(captured_minor) AS captured FROM orders.payment_attempt
                           WHERE NOT surplus GROUP BY order_id) a ON a.order_id = o.id
                WHERE o.source = 'shop' AND o.captured_minor <> coalesce(a.captured, 0)""");
        all.put("payment.attempt_is_for_the_total", """
                SELECT format('attempt %s: %s %s beside %s of a gift card for %s %s', a.id, a.amount_minor, a.currency,
                              g.part, o.total_minor, o.currency)
                FROM orders.payment_attempt a JOIN orders.orders o ON o.id = a.order_id
                LEFT JOIN (SELECT order_id, sum(amount_minor) AS part FROM orders.payment_attempt
                           WHERE channel = 'gift-card' GROUP BY order_id) g ON g.order_id = a.order_id
                WHERE a.channel <> 'gift-card'
                  AND (a.amount_minor + coalesce(g.part, 0) <> o.total_minor OR a.currency <> o.currency)""");
    }

    private static void captures(Map<String, String> all) {
        all.put("payment.moves_follow_the_table", """
                SELECT format('attempt %s went from %s to %s', m.attempt_id, m.from_state, m.to_state)
                FROM orders.payment_move m
                WHERE m.from_state IS NOT NULL AND NOT EXISTS (
                    SELECT FROM orders.payment_transition t
                    WHERE t.from_state = m.from_state AND t.to_state = m.to_state)""");
        all.put("payment.books_are_what_was_captured", """
                SELECT format('attempt %s: captured %s, booked %s', coalesce(a.id, e.attempt_id), a.captured_minor,
                              e.captured)
                FROM orders.payment_attempt a
                FULL JOIN (SELECT attempt_id, sum(amount_minor) AS captured FROM orders.payment_entry
                           WHERE kind = 'CAPTURE' GROUP BY attempt_id) e ON e.attempt_id = a.id
                WHERE coalesce(a.captured_minor, 0) <> coalesce(e.captured, 0)""");
        all.put("gift.balance_is_ledger", """
                SELECT format('gift card %s: balance %s, ledger %s', g.id, g.balance_minor, e.sum)
                FROM orders.gift_card g
                LEFT JOIN (SELECT card_id, sum(delta_minor) AS sum FROM orders.gift_card_entry GROUP BY card_id) e
                  ON e.card_id = g.id
                WHERE g.balance_minor IS DISTINCT FROM e.sum""");
        all.put("gift.held_part_follows_its_attempt", """
                SELECT format('attempt %s is %s over %s, the card gave %s', a.id, a.state, a.amount_minor, e.given)
                FROM orders.payment_attempt a
                LEFT JOIN (SELECT attempt_id, -sum(delta_minor) AS given FROM orders.gift_card_entry
                           GROUP BY attempt_id) e ON e.attempt_id = a.id
                WHERE a.channel = 'gift-card' AND e.given IS DISTINCT FROM
                    CASE WHEN a.state IN ('VOIDED', 'REFUNDED') THEN 0
                         ELSE a.amount_minor - coalesce((SELECT sum(amount_minor) FROM orders.refund
                                                         WHERE attempt_id = a.id AND state = 'COMPLETED'), 0) END""");
        all.put("gift.part_follows_its_order", """
                SELECT format('order %s is %s, its gift card part %s', o.id, o.state, a.state)
                FROM orders.payment_attempt a JOIN orders.orders o ON o.id = a.order_id
                WHERE a.channel = 'gift-card' AND NOT CASE o.state
                    WHEN 'PENDING_PAYMENT' THEN a.state = 'AUTHORISED'
                    WHEN 'CANCELLED' THEN a.state = 'VOIDED'
                    ELSE a.state IN ('CAPTURED', 'REFUNDED') END""");
    }

    private static void refunds(Map<String, String> all) {
        all.put("refund.within_capture", """
                SELECT format('attempt %s: captured %s, refunds %s, booked %s', a.id, a.captured_minor, r.amount,
                              a.refund_minor)
                FROM orders.payment_attempt a
                LEFT JOIN (SELECT attempt_id, sum(amount_minor) AS amount FROM orders.refund WHERE state <> 'FAILED'
                           GROUP BY attempt_id) r ON r.attempt_id = a.id
                WHERE coalesce(r.amount, 0) <> a.refund_minor OR coalesce(r.amount, 0) > a.captured_minor""");
        all.put("refund.order_books_what_went_back", """
                SELECT format('order %s: refunded %s, refunds %s', o.id, o.refunded_minor, r.amount)
                FROM orders.orders o
                LEFT JOIN (SELECT refund.order_id, sum(refund.amount_minor) AS amount FROM orders.refund
                           JOIN orders.payment_attempt a ON a.id = refund.attempt_id AND NOT a.surplus
                           WHERE refund.state = 'COMPLETED' GROUP BY refund.order_id) r ON r.order_id = o.id
                WHERE o.source = 'shop' AND o.refunded_minor <> coalesce(r.amount, 0)""");
        all.put("refund.refunded_order_is_refunded_in_full", """
                SELECT format('order %s: captured %s, refunded %s', id, captured_minor, refunded_minor)
                FROM orders.orders
                WHERE source = 'shop' AND CASE state WHEN 'REFUNDED' THEN refunded_minor <> captured_minor
                                                     ELSE captured_minor > 0 AND refunded_minor = captured_minor END""");
    }

    private static void histories(Map<String, String> all) {
        all.put("history.timeline_leads_to_state", """
                SELECT format('order %s is %s after: %s', o.id, o.state, e.moves) FROM orders.orders o
                LEFT JOIN LATERAL (
                    SELECT coalesce(string_agg(replace(text_key, 'orders.event.', ''), ' ' ORDER BY id), '') AS moves
                    FROM orders.order_event WHERE order_id = o.id AND text_key IN
                        ('orders.event.placed', 'orders.event.paid', 'orders.event.cancelled', 'orders.event.refunded')
                    ) e ON true
                WHERE o.source = 'shop' AND e.moves !~ CASE o.state
                    WHEN 'PENDING_PAYMENT' THEN '^placed$'
                    WHEN 'CANCELLED' THEN '^placed cancelled$'
                    ELSE '^placed paid( refunded)*$' END""");
        all.put("history.movements_are_in_order", """
                SELECT format('order %s sku %s: %s', order_id, sku, string_agg(kind, ' ' ORDER BY id))
                FROM orders.stock_movement WHERE order_id IS NOT NULL GROUP BY order_id, sku, warehouse
                HAVING string_agg(kind, ' ' ORDER BY id) !~ '^RESERVE( RELEASE| SELL( SHIP| RETURN)*)?$'""");
        all.put("history.times_match_state", """
                SELECT format('order %s is %s, paid %s, cancelled %s', id, state, paid_at, cancelled_at)
                FROM orders.orders
                WHERE source = 'shop' AND ((state IN ('PENDING_PAYMENT', 'CANCELLED')) <> (paid_at IS NULL)
                    OR (state = 'CANCELLED') <> (cancelled_at IS NOT NULL))""");
    }

    private static void age(Map<String, String> all) {
        all.put("age.unpaid_order_is_swept", """
                SELECT format('order %s should have been looked at by %s', id, sweep_at) FROM orders.orders
                WHERE state = 'PENDING_PAYMENT'
                  AND (sweep_at IS NULL OR sweep_at < now() - interval '5 minutes')""");
        all.put("age.open_attempt_is_asked_for", """
                SELECT format('attempt %s should have been asked for by %s', id, next_check_at)
                FROM orders.payment_attempt
                WHERE state IN ('CREATED', 'UNKNOWN', 'AUTHORISED')
                  AND (next_check_at IS NULL OR next_check_at < now() - interval '5 minutes')""");
        all.put("age.refund_is_tried", """
                SELECT format('refund %s should have been tried by %s', natural_key, next_try_at) FROM orders.refund
                WHERE state = 'REQUESTED' AND next_try_at < now() - interval '5 minutes'""");
    }
}
