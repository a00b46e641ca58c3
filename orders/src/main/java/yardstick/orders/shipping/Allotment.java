package yardstick.orders.shipping;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import yardstick.catalog.SkuId;
import yardstick.kernel.Refusal;
import yardstick.orders.OrderId;
import yardstick.orders.ShipmentId;
import yardstick.orders.Shipments.OpenLine;

/** Which units of an order's lines are spoken for. One conditional update per line decides. */
final class Allotment {

    private Allotment() {}

    static List<OpenLine> open(Handle handle, OrderId order) {
        return handle.createQuery("""
                        SELECT line_no, code, title, quantity, quantity - cancelled - allotted AS left_over
                        FROM orders.order_line WHERE order_id = :order AND kind = 'goods' ORDER BY line_no""")
                .bind("order", order.value())
                .map((row, context) -> new OpenLine(
                        row.getInt("line_no"),
                        row.getString("code"),
                        row.getString("title"),
                        row.getInt("quantity"),
                        row.getInt("left_over")))
                .list();
    }

    static Map<Integer, Integer> everything(Handle handle, OrderId order) {
        Map<Integer, Integer> units = new TreeMap<>();
        open(handle, order).stream()
                .filter(line -> line.left() > 0)
                .forEach(line -> units.put(line.lineNo(), line.left()));
        return units;
    }

    /** The caller rolls back when there is a refusal. */
    static Optional<Refusal> take(Handle handle, OrderId order, Map<Integer, Integer> units) {
        PreparedBatch batch = handle.prepareBatch("""
                UPDATE orders.order_line SET allotted = allotted + :units
                WHERE order_id = :order AND line_no = :line AND kind = 'goods'
                  AND allotted + cancelled + :units <= quantity""");
        units.forEach((line, count) -> batch.bind("order", order.value())
                .bind("line", line)
                .bind("units", count)
                .add());
        for (int updated : batch.execute()) {
            if (updated != 1) {
                return Optional.of(Refusal.of("orders.parcel_too_much"));
            }
        }
        return Optional.empty();
    }

    /** Units of the order that have not left the house and still should. */
    static int waiting(Handle handle, OrderId order) {
        return handle.createQuery("""
                        SELECT coalesce(sum(quantity - cancelled - shipped), 0) FROM orders.order_line
                        WHERE order_id = :order AND kind = 'goods'""")
                .bind("order", order.value())
                .mapTo(Integer.class)
                .one();
    }

    static int unitsOf(Handle handle, ShipmentId shipment) {
        return handle.createQuery(
                        "SELECT coalesce(sum(quantity), 0) FROM orders.shipment_line WHERE shipment_id = :shipment")
                .bind("shipment", shipment.value())
                .mapTo(Integer.class)
                .one();
    }

    static SortedMap<SkuId, Integer> skusOf(Handle handle, ShipmentId shipment) {
        SortedMap<SkuId, Integer> units = new TreeMap<>();
        handle.createQuery("""
                        SELECT l.sku, sum(p.quantity)::int FROM orders.shipment_line p
                        JOIN orders.order_line l ON l.order_id = p.order_id AND l.line_no = p.line_no
                        WHERE p.shipment_id = :shipment AND l.sku IS NOT NULL GROUP BY l.sku""")
                .bind("shipment", shipment.value())
                .map((row, context) -> Map.entry(new SkuId(row.getLong(1)), row.getInt(2)))
                .forEach(each -> units.put(each.getKey(), each.getValue()));
        return units;
    }
}
