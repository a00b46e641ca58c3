package yardstick.orders.returns;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import yardstick.catalog.SkuId;
import yardstick.orders.OrderId;
import yardstick.orders.inventory.StockLedger;

/** Units that come back into stock, or into the house only to be written off: always as movements. */
@ApplicationScoped
class Restock {

    private static final Logger LOG = System.getLogger(Restock.class.getName());

    @Inject
    StockLedger stock;

    /** Units of lines of an order that never left the house. */
    void keep(Handle handle, OrderId order, List<Claims.Units> units, String reason) {
        SortedMap<SkuId, Integer> bySku = skus(handle, order, units);
        if (!bySku.isEmpty()) {
            stock.restock(handle, order, bySku, reason);
        }
    }

    /** Units that came back and can be sold again, where they came from. */
    void put(Handle handle, OrderId order, List<Claims.Units> units, String reason) {
        SortedMap<SkuId, Integer> bySku = skus(handle, order, units);
        int missing = bySku.isEmpty() ? 0 : stock.takeBack(handle, order, bySku, reason);
        if (missing > 0) {
            LOG.log(Level.WARNING, "{0} units of {1} came back that the books never saw leave", missing, reason);
        }
    }

    private static SortedMap<SkuId, Integer> skus(Handle handle, OrderId order, List<Claims.Units> units) {
        SortedMap<SkuId, Integer> bySku = new TreeMap<>();
        bySku(handle, order, units).forEach((sku, count) -> bySku.put(new SkuId(sku), count));
        return bySku;
    }

    /** In and out again: the level does not change, the ledger says what became of the units. */
    void writeOff(Handle handle, OrderId order, List<Claims.Units> units, String reason) {
        bySku(handle, order, units).forEach((sku, count) -> {
            move(handle, sku, count, reason);
            move(handle, sku, -count, "write-off:" + reason);
        });
    }

    private static void move(Handle handle, long sku, int count, String reason) {
        handle.createUpdate("""
                        INSERT INTO orders.stock_movement (sku, kind, on_hand_delta, reason)
                        VALUES (:sku, 'ADJUST', :count, :reason)""")
                .bind("sku", sku)
                .bind("count", count)
                .bind("reason", reason)
                .execute();
    }

    private static SortedMap<Long, Integer> bySku(Handle handle, OrderId order, List<Claims.Units> units) {
        SortedMap<Long, Integer> bySku = new TreeMap<>();
        for (Claims.Units each : units) {
            if (each.count() > 0) {
                handle.createQuery("""
                                SELECT sku FROM orders.order_line
                                WHERE order_id = :order AND line_no = :line AND sku IS NOT NULL""")
                        .bind("order", order.value())
                        .bind("line", each.lineNo())
                        .mapTo(Long.class)
                        .findOne()
                        .ifPresent(sku -> bySku.merge(sku, each.count(), Integer::sum));
            }
        }
        return bySku;
    }
}
