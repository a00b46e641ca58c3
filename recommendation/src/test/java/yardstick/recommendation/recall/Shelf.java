package yardstick.recommendation.recall;

import yardstick.catalog.Catalog;
import yardstick.catalog.spi.Availability;
import yardstick.testkit.TestDatabase;
import yardstick.testkit.Wired;

/** Goods of the catalogue and their stock: SKUs 1 to 60 of a product each, and 5001, 5002, 6001 of products 500 and 600. */
final class Shelf {

    final Catalog catalog;
    final Availability availability;
    private final TestDatabase database;

    /** @param database with the schemas of catalog and orders */
    Shelf(TestDatabase database) {
        this.database = database;
        catalog = Wired.of("yardstick.catalog.product.DefaultCatalog", Catalog.class, database);
        availability = Wired.of("yardstick.orders.inventory.DefaultStock", Availability.class, database);
        database.execute(handle -> {
            handle.execute("DELETE FROM catalog.sku");
            handle.execute("DELETE FROM catalog.product");
            handle.execute("DELETE FROM orders.stock_level");
            handle.execute("""
                    INSERT INTO catalog.product (id, supplier, supplier_key, slug, title_en, created_at, updated_at)
                    SELECT id, 'test', 'P' || id, 'p' || id, 'Product ' || id, now(), now()
                    FROM (SELECT generate_series(1, 60) UNION VALUES (500), (600)) AS p (id)""");
            handle.execute("""
                    INSERT INTO catalog.sku (id, product_id, supplier, code, price_minor, currency)
                    SELECT id, CASE WHEN id > 1000 THEN id / 10 ELSE id END, 'test', 'S' || id, 100, 'CNY'
                    FROM (SELECT generate_series(1, 60) UNION VALUES (5001), (5002), (6001)) AS s (id)""");
            handle.execute("INSERT INTO orders.stock_level (sku, on_hand) SELECT id, 3 FROM catalog.sku");
        });
    }

    void empty(long first, long last) {
        database.execute(handle ->
                handle.execute("UPDATE orders.stock_level SET on_hand = 0 WHERE sku BETWEEN ? AND ?", first, last));
    }

    void unpriced(long sku) {
        database.execute(handle -> handle.execute("UPDATE catalog.sku SET price_minor = NULL WHERE id = ?", sku));
    }

    void withdrawn(long sku) {
        database.execute(handle -> handle.execute("UPDATE catalog.sku SET active = false WHERE id = ?", sku));
    }
}
