package yardstick.recommendation.recall;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import yardstick.catalog.SkuId;
import yardstick.kernel.Settings;
import yardstick.orders.Orders;
import yardstick.testkit.TestDatabase;
import yardstick.testkit.Wired;

/** The orders module on the database of a test, without orders at first: who bought what together, and when. */
final class BasketOrders {

    private static final AtomicLong NUMBERS = new AtomicLong();

    final Orders orders;
    private final TestDatabase database;

    /** @param database with the schema of orders */
    BasketOrders(TestDatabase database) {
        this.database = database;
        orders = Wired.of("yardstick.orders.board.DefaultOrders", Orders.class, database, Settings.of(Map.of()));
        database.execute(handle -> handle.execute("DELETE FROM orders.orders"));
    }

    void add(String at, long... skus) {
        add(Instant.parse(at), Arrays.stream(skus).mapToObj(SkuId::new).toList());
    }

    /** A paid order of one unit each. */
    void add(Instant at, List<SkuId> skus) {
        database.execute(handle -> handle.createUpdate("""
                        WITH placed AS (
                            INSERT INTO orders.orders
                                (number, source, natural_key, state, currency, goods_minor, total_minor, captured_minor,
                                 units, placed_at)
                            VALUES ('T' || :number, 'test', :number::text, 'PAID', 'CNY', :units, :units, :units, :units,
                                    :at)
                            RETURNING id)
                        INSERT INTO orders.order_line
                            (order_id, line_no, sku, code, title, quantity, unit_price_minor, line_total_minor)
                        SELECT placed.id, s.line_no, s.sku, s.sku::text, 'T', 1, 1, 1
                        FROM placed, unnest(:skus) WITH ORDINALITY AS s (sku, line_no)""")
                .bind("number", NUMBERS.incrementAndGet())
                .bind("units", skus.size())
                .bind("at", at)
                .bindArray("skus", Long.class, skus.stream().map(SkuId::value).toList())
                .execute());
    }
}
