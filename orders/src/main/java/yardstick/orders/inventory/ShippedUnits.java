package yardstick.orders.inventory;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.TreeMap;
import yardstick.catalog.SkuId;
import yardstick.kernel.Database;
import yardstick.orders.ParcelShipped;

/** What leaves in a parcel is no longer in the house. */
@ApplicationScoped
class ShippedUnits {

    @Inject
    Database database;

    @Inject
    StockLedger ledger;

    void onParcelShipped(@Observes ParcelShipped parcel) {
        database.execute(handle -> {
            TreeMap<SkuId, Integer> units = new TreeMap<>();
            handle.createQuery("""
                            SELECT line.sku, sum(part.quantity)::int FROM orders.shipment_line part
                            JOIN orders.order_line line ON line.order_id = part.order_id AND line.line_no = part.line_no
                            WHERE part.shipment_id = :parcel AND line.sku IS NOT NULL GROUP BY line.sku""")
                    .bind("parcel", parcel.shipment().value())
                    .map((row, context) -> Map.entry(new SkuId(row.getLong(1)), row.getInt(2)))
                    .forEach(each -> units.put(each.getKey(), each.getValue()));
            if (!units.isEmpty()) {
                ledger.ship(handle, parcel.order(), units);
            }
        });
    }
}
