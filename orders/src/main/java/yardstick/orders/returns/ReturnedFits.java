package yardstick.orders.returns;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import yardstick.catalog.SkuId;
import yardstick.catalog.spi.FitReturns;
import yardstick.kernel.Database;

/** Counts what was shipped, and what was accepted back as too small or too large. */
@ApplicationScoped
public class ReturnedFits implements FitReturns {

    @Inject
    Database database;

    ReturnedFits() {}

    /** Outside a container. */
    public ReturnedFits(Database database) {
        this.database = database;
    }

    @Override
    public Fits fits(Collection<SkuId> skus) {
        return database.read(handle -> handle.createQuery("""
                        SELECT coalesce(sum(l.quantity), 0),
                               coalesce(sum(r.small), 0), coalesce(sum(r.large), 0)
                        FROM orders.order_line l JOIN orders.orders o ON o.id = l.order_id
                        LEFT JOIN LATERAL (
                            SELECT sum(x.accepted) FILTER (WHERE x.reason = 'too_small') AS small,
                                   sum(x.accepted) FILTER (WHERE x.reason = 'too_large') AS large
                            FROM orders.after_sale a JOIN orders.after_sale_line x ON x.case_id = a.id
                            WHERE a.order_id = l.order_id AND x.line_no = l.line_no) r ON true
                        WHERE l.sku = ANY(:skus) AND o.state IN ('SHIPPED', 'DELIVERED', 'REFUNDED')""")
                .bindByType("skus", skus.stream().map(SkuId::value).toArray(Long[]::new), Long[].class)
                .map((row, context) -> new Fits(row.getLong(1), row.getLong(2), row.getLong(3)))
                .one());
    }
}
