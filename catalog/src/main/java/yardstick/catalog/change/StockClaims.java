package yardstick.catalog.change;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import yardstick.catalog.SkuId;
import yardstick.catalog.StockClaimed;
import yardstick.kernel.Announcer;

/** What all offers of a SKU claim together, as counted when the last of them was. */
public final class StockClaims {

    private StockClaims() {}

    /** For SKUs whose offers came or went. */
    public static void announce(Handle handle, Announcer announcer, List<Long> skus) {
        handle.createQuery("""
                        SELECT s.supplier, s.id, least(sum(o.stock), 999999999), max(o.claimed_at)
                        FROM catalog.sku s JOIN catalog.offer o ON o.sku_id = s.id
                        WHERE s.id = ANY (:skus) GROUP BY s.id HAVING count(o.stock) > 0 ORDER BY s.id""")
                .bindByType("skus", skus.toArray(Long[]::new), Long[].class)
                .map((row, context) -> claim(
                        row.getString(1),
                        row.getLong(2),
                        row.getInt(3),
                        row.getTimestamp(4).toInstant()))
                .list()
                .forEach(announcer::announce);
    }

    private static StockClaimed claim(String supplier, long sku, int units, Instant at) {
        return new StockClaimed(supplier, Map.of(new SkuId(sku), units), at);
    }
}
