package yardstick.membership;

import java.util.Map;
import yardstick.kernel.Settings;
import yardstick.orders.CustomerId;
import yardstick.orders.Customers;
import yardstick.orders.Orders;
import yardstick.testkit.TestDatabase;
import yardstick.testkit.Wired;

/** The orders module on the database of a test, and customers who have spent something there. */
public final class Spending {

    public final Orders orders;
    public final Customers customers;
    private final TestDatabase database;

    /** @param database with the schema of orders */
    public Spending(TestDatabase database) {
        this.database = database;
        Settings settings = Settings.of(Map.of());
        orders = Wired.of("yardstick.orders.board.DefaultOrders", Orders.class, database, settings);
        customers = Wired.of("yardstick.orders.customer.DefaultCustomers", Customers.class, database, settings);
    }

    /** All that the customer has spent is one paid order of this amount. */
    public void set(CustomerId customer, long minor) {
        database.execute(handle -> {
            handle.createUpdate("""
                            INSERT INTO orders.customer (id, source, external_id, name, email, country)
                            OVERRIDING SYSTEM VALUE VALUES (:id, 'test', :id::text, 'N', 'n@example.com', 'CN')
                            ON CONFLICT DO NOTHING""").bind("id", customer.value()).execute();
            handle.createUpdate("DELETE FROM orders.orders WHERE customer_id = :id")
                    .bind("id", customer.value())
                    .execute();
            handle.createUpdate("""
                            INSERT INTO orders.orders
                                (number, source, natural_key, customer_id, state, currency, goods_minor, total_minor,
                                 captured_minor, units, placed_at)
                            VALUES ('T' || :id, 'test', :id::text, :id, 'PAID', 'CNY', :minor, :minor, :minor, 1, now())""")
                    .bind("id", customer.value())
                    .bind("minor", minor)
                    .execute();
        });
    }
}
