package yardstick.orders.board;

import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import yardstick.orders.OrderBoard.Exceptional;
import yardstick.orders.OrderBoard.Lane;
import yardstick.orders.json.JsonText;

/** What needs somebody, each kind one branch of one statement. */
final class Lanes {

    private static final String ALL = """
            SELECT * FROM (
                SELECT 'PAYMENT' AS lane, o.number, 'orders.lane.payment_unknown' AS text_key,
                       jsonb_build_object('channel', a.channel) AS arguments, a.created_at AS since
                FROM orders.payment_attempt a JOIN orders.orders o ON o.id = a.order_id
                WHERE a.state = 'UNKNOWN' AND a.created_at < now() - interval '5 minutes'
                UNION ALL
                SELECT 'PAYMENT', o.number, 'orders.lane.refund_failed', '{}'::jsonb, r.requested_at
                FROM orders.refund r JOIN orders.orders o ON o.id = r.order_id
                WHERE r.state = 'FAILED' AND o.refunded_minor < o.captured_minor AND NOT EXISTS (
                    SELECT FROM orders.refund again
                    WHERE again.source = r.source AND again.natural_key = r.natural_key || '-again')
                UNION ALL
                SELECT 'PAYMENT', o.number, 'orders.lane.parked', jsonb_build_object('kind', p.kind), p.first_at
                FROM orders.parked_notice p JOIN orders.payment_attempt a ON a.id = p.attempt_id
                JOIN orders.orders o ON o.id = a.order_id
                WHERE p.kind <> 'refund_refused' AND p.last_at > now() - interval '14 days'
                UNION ALL
                SELECT 'STOCK', o.number, 'orders.lane.exchange_short', jsonb_build_object('title', w.title), s.changed_at
                FROM orders.after_sale s JOIN orders.after_sale_wish w ON w.case_id = s.id
                JOIN orders.orders o ON o.id = s.order_id
                LEFT JOIN orders.orders held ON held.id = s.replacement_order
                WHERE s.state IN ('REQUESTED', 'APPROVED', 'RECEIVED', 'INSPECTED')
                  AND held.state IS DISTINCT FROM 'PENDING_PAYMENT'
                UNION ALL
                SELECT 'CARRIER', o.number, 'orders.lane.parcel', jsonb_build_object('status', p.status, 'problem', p.problem),
                       coalesce(p.handed_over_at, p.created_at)
                FROM orders.shipment p JOIN orders.orders o ON o.id = p.order_id
                WHERE p.delivered_at IS NULL AND p.state <> 'CANCELLED'
                  AND (p.status IN ('ATTEMPT_FAIL', 'EXCEPTION', 'EXPIRED') OR p.problem <> '')
                UNION ALL
                SELECT 'RISK', o.number, 'orders.lane.review', '{}'::jsonb, r.at
                FROM orders.risk_assessment r JOIN orders.orders o ON o.natural_key = r.key AND o.source = 'shop'
                WHERE r.verdict = 'REVIEW' AND r.outcome IS NULL AND o.state IN ('PENDING_PAYMENT', 'PAID')
                UNION ALL
                SELECT 'RETURN', o.number, 'orders.lane.return_waits', jsonb_build_object('number', s.number), s.changed_at
                FROM orders.after_sale s JOIN orders.orders o ON o.id = s.order_id
                WHERE s.state IN ('REQUESTED', 'RECEIVED', 'INSPECTED')
                ) waiting
            ORDER BY array_position(ARRAY['PAYMENT', 'STOCK', 'CARRIER', 'RISK', 'RETURN'], lane), since
            LIMIT :limit""";

    private Lanes() {}

    static List<Exceptional> waiting(Handle handle, int limit) {
        return handle.createQuery(ALL)
                .bind("limit", limit)
                .map((row, context) -> new Exceptional(
                        Lane.valueOf(row.getString("lane")),
                        row.getString("number"),
                        row.getString("text_key"),
                        Map.copyOf(JsonText.strings(row.getString("arguments"))),
                        row.getTimestamp("since").toInstant()))
                .list();
    }
}
