package yardstick.orders.returns;

import java.util.List;
import org.jdbi.v3.core.Handle;
import yardstick.orders.AfterSales.Open;
import yardstick.orders.OrderId;

/** Which units of an order are already spoken for. One statement decides; the table's CHECKs hold the sums. */
final class Claims {

    private Claims() {}

    /** Units of a line. */
    record Units(int lineNo, int count) {}

    static List<Open> open(Handle handle, OrderId order) {
        return handle.createQuery("""
                        SELECT l.line_no, l.title, l.quantity, l.quantity - coalesce(c.claimed, 0) AS claimable,
                               CASE WHEN o.state = 'PAID' THEN l.quantity - l.allotted - l.cancelled ELSE 0 END
                                   AS cancellable,
                               CASE WHEN o.state IN ('SHIPPED', 'DELIVERED') THEN l.quantity - coalesce(c.claimed, 0)
                                    WHEN o.state = 'PAID' THEN l.shipped - (coalesce(c.claimed, 0) - l.cancelled)
                                    ELSE 0 END AS returnable
                        FROM orders.order_line l JOIN orders.orders o ON o.id = l.order_id
                        LEFT JOIN orders.line_claim c ON c.order_id = l.order_id AND c.line_no = l.line_no
                        WHERE l.order_id = :order AND l.kind = 'goods' ORDER BY l.line_no""")
                .bind("order", order.value())
                .map((row, context) -> new Open(
                        row.getInt(1), row.getString(2), row.getInt(3), row.getInt(4), row.getInt(5), row.getInt(6)))
                .list();
    }

    /** False when a line has not so many units left; the caller rolls back. */
    static boolean claim(Handle handle, OrderId order, List<Units> units) {
        handle.createUpdate("""
                        INSERT INTO orders.line_claim (order_id, line_no, quantity)
                        SELECT order_id, line_no, quantity FROM orders.order_line
                        WHERE order_id = :order AND kind = 'goods' ON CONFLICT DO NOTHING""").bind("order", order.value()).execute();
        return units.stream()
                .allMatch(each -> handle.createUpdate("""
                                UPDATE orders.line_claim SET claimed = claimed + :units
                                WHERE order_id = :order AND line_no = :line AND claimed + :units <= quantity""")
                                .bind("units", each.count())
                                .bind("order", order.value())
                                .bind("line", each.lineNo())
                                .execute()
                        == 1);
    }

    /** Keeps units out of every later parcel. False when some of them are in one already; the caller rolls back. */
    static boolean keepBack(Handle handle, OrderId order, List<Units> units) {
        return units.stream()
                .allMatch(each -> handle.createUpdate("""
                                UPDATE orders.order_line SET cancelled = cancelled + :units
                                WHERE order_id = :order AND line_no = :line
                                  AND allotted + cancelled + :units <= quantity""")
                                .bind("units", each.count())
                                .bind("order", order.value())
                                .bind("line", each.lineNo())
                                .execute()
                        == 1);
    }

    /** What a case did not take can be asked for again. */
    static void release(Handle handle, OrderId order, List<Units> units) {
        units.forEach(each -> handle.createUpdate("""
                        UPDATE orders.line_claim SET claimed = claimed - :units
                        WHERE order_id = :order AND line_no = :line""")
                .bind("units", each.count())
                .bind("order", order.value())
                .bind("line", each.lineNo())
                .execute());
    }

    static void settle(Handle handle, OrderId order, List<RefundMath.Leaving> leaving) {
        leaving.forEach(each -> handle.createUpdate("""
                        UPDATE orders.line_claim SET settled = settled + :units, settled_fault = settled_fault + :fault
                        WHERE order_id = :order AND line_no = :line""")
                .bind("units", each.units())
                .bind("fault", each.fault() ? each.units() : 0)
                .bind("order", order.value())
                .bind("line", each.lineNo())
                .execute());
    }
}
