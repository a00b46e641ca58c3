package yardstick.orders.shop;

import org.jspecify.annotations.Nullable;
import yardstick.catalog.SkuId;
import yardstick.kernel.Money;
import yardstick.testkit.TestDatabase;

/** Puts products into the real catalogue of a database with its schema, with ids and stock codes the tests choose. */
public final class Shelf {

    private final TestDatabase database;

    public Shelf(TestDatabase database) {
        this.database = database;
    }

    /** Product {@code Product <id>} with one SKU {@code S<id>}, or another price for it. */
    public SkuId put(long id, @Nullable Money price) {
        return put(id, "S" + id, price);
    }

    public SkuId put(long id, String code, @Nullable Money price) {
        database.execute(handle -> {
            handle.execute("""
                    INSERT INTO catalog.product (id, supplier, supplier_key, slug, title_en, created_at, updated_at)
                    VALUES (?, 'test', ?, ?, ?, now(), now()) ON CONFLICT DO NOTHING""", id, code, "product-" + id, "Product " + id);
            handle.execute(
                    """
                    INSERT INTO catalog.sku (id, product_id, supplier, code, price_minor, currency)
                    VALUES (?, ?, 'test', ?, ?, ?)
                    ON CONFLICT (id) DO UPDATE SET price_minor = excluded.price_minor, currency = excluded.currency""", id, id, code, price == null ? null : price.minor(), price == null ? "CNY" : price.currency());
        });
        return new SkuId(id);
    }

    public void withdraw(SkuId sku) {
        database.execute(handle -> handle.execute("UPDATE catalog.sku SET active = false WHERE id = ?", sku.value()));
    }
}
