package yardstick.orders.returns;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import yardstick.kernel.Invariants;

/** What has to be true of cases, papers and credits, computed from their lines and ledgers. */
@ApplicationScoped
class AfterSaleInvariants implements Invariants {

    @Override
    public Map<String, String> statements() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("after_sale.claims_are_cases", """
                SELECT format('order %s line %s: claimed %s, settled %s, cases %s, settled %s', c.order_id, c.line_no,
                              c.claimed, c.settled, k.claimed, k.settled)
                FROM orders.line_claim c
                LEFT JOIN (SELECT s.order_id, l.line_no,
                                  sum(coalesce(l.accepted, l.quantity)) FILTER (WHERE s.state NOT IN ('REFUSED', 'WITHDRAWN'))
                                      AS claimed,
                                  sum(l.accepted) FILTER (WHERE s.state = 'REFUNDED') AS settled
                           FROM orders.after_sale s JOIN orders.after_sale_line l ON l.case_id = s.id
                           GROUP BY s.order_id, l.line_no) k ON k.order_id = c.order_id AND k.line_no = c.line_no
                WHERE c.claimed <> coalesce(k.claimed, 0) OR c.settled <> coalesce(k.settled, 0)""");
        all.put("after_sale.items_explain_the_money", """
                SELECT format('case %s: %s explained, %s given', s.number, i.amount, s.refund_minor + s.credit_minor)
                FROM orders.after_sale s
                JOIN (SELECT case_id, sum(amount_minor) AS amount FROM orders.after_sale_item GROUP BY case_id) i
                  ON i.case_id = s.id
                WHERE i.amount <> s.refund_minor + s.credit_minor""");
        all.put("after_sale.refund_is_requested_once", """
                SELECT format('case %s: refund %s, requested %s', s.number, s.refund_minor, r.amount)
                FROM orders.after_sale s
                LEFT JOIN orders.refund r0 ON r0.source = 'shop' AND r0.natural_key = 'case-' || s.id
                LEFT JOIN LATERAL (SELECT coalesce(r0.amount_minor, 0) AS amount) r ON true
                WHERE s.refund_minor <> r.amount""");
        all.put("invoice.numbers_have_no_gaps", """
                SELECT format('%s %s: %s documents, last %s', c.series, c.year, count(i.id), c.last)
                FROM orders.invoice_counter c
                LEFT JOIN orders.invoice i ON i.series = c.series AND i.year = c.year
                GROUP BY c.series, c.year, c.last HAVING count(i.id) <> c.last OR max(i.no) <> c.last""");
        all.put("trade_in.ledger_is_the_credit", """
                SELECT format('trade-in %s: quoted %s, ledger %s', t.code, t.quoted_minor, sum(e.minor))
                FROM orders.trade_in t JOIN orders.trade_in_entry e ON e.trade_in = t.id
                WHERE t.state IN ('QUOTED', 'EXPIRED') GROUP BY t.id
                HAVING sum(e.minor) <> CASE WHEN t.state = 'QUOTED' THEN t.quoted_minor ELSE 0 END
                   AND NOT (t.state = 'EXPIRED' AND sum(e.minor) = t.quoted_minor)""");
        return all;
    }

    @Override
    public Map<String, String> tallies() {
        return Map.of();
    }
}
