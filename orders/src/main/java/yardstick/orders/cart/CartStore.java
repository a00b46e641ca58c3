package yardstick.orders.cart;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import yardstick.catalog.SkuId;
import yardstick.orders.CartId;
import yardstick.orders.CustomerId;
import yardstick.orders.OrderId;

/** Statements on {@code orders.cart} and its lines. */
public final class CartStore {

    private CartStore() {}

    /**
     * @param state OPEN, ORDERED or MERGED
     * @param order the order it became, or null
     */
    public record Row(
            String state,
            @Nullable CustomerId customer,
            @Nullable String coupon,
            @Nullable Long order,
            @Nullable String mergedInto) {

        public boolean open() {
            return state.equals("OPEN");
        }
    }

    /** Waits for others who change or place this cart. */
    public static Optional<Row> lock(Handle handle, CartId id) {
        return row(handle, id, " FOR UPDATE");
    }

    private static Optional<Row> row(Handle handle, CartId id, String suffix) {
        return handle.createQuery(
                        "SELECT state, customer_id, coupon, order_id, merged_into FROM orders.cart WHERE id = :id"
                                + suffix)
                .bind("id", id.value())
                .map((row, context) -> row(row))
                .findOne();
    }

    private static Row row(ResultSet row) throws SQLException {
        Long customer = row.getObject("customer_id", Long.class);
        return new Row(
                row.getString("state"),
                customer == null ? null : new CustomerId(customer),
                row.getString("coupon"),
                row.getObject("order_id", Long.class),
                row.getString("merged_into"));
    }

    public static List<Pricing.Item> items(Handle handle, CartId id) {
        return handle.createQuery(
                        "SELECT sku, quantity FROM orders.cart_line WHERE cart_id = :id ORDER BY added_at, sku")
                .bind("id", id.value())
                .map((row, context) -> item(row))
                .list();
    }

    /** A cart and what is in it. */
    public record Filled(Row row, List<Pricing.Item> items) {}

    /** Both in one statement; for those who do not hold the lock, which would be newer than the lines. */
    public static Optional<Filled> filled(Handle handle, CartId id) {
        List<Pricing.Item> items = new ArrayList<>();
        return handle
                .createQuery("""
                        SELECT c.state, c.customer_id, c.coupon, c.order_id, c.merged_into, l.sku, l.quantity
                        FROM orders.cart c LEFT JOIN orders.cart_line l ON l.cart_id = c.id
                        WHERE c.id = :id ORDER BY l.added_at, l.sku""")
                .bind("id", id.value())
                .map((row, context) -> {
                    Long sku = row.getObject("sku", Long.class);
                    if (sku != null) {
                        items.add(item(row));
                    }
                    return row(row);
                })
                .list()
                .stream()
                .findFirst()
                .map(row -> new Filled(row, List.copyOf(items)));
    }

    /** Locks the cart for a change, which is noted; a refused change is rolled back with the note. */
    static Optional<Row> change(Handle handle, CartId id) {
        return handle.createQuery("""
                        UPDATE orders.cart SET updated_at = now() WHERE id = :id AND state = 'OPEN'
                        RETURNING state, customer_id, coupon, order_id, merged_into""")
                .bind("id", id.value())
                .map((row, context) -> row(row))
                .findOne();
    }

    /** An empty cart may be lost with the machine: the next durable commit carries it to the disk. */
    static boolean insert(Handle handle, String id, @Nullable CustomerId customer) {
        return handle.createQuery("""
                        INSERT INTO orders.cart (id, customer_id) VALUES (:id, :customer) ON CONFLICT DO NOTHING
                        RETURNING set_config('synchronous_commit', 'off', true)""")
                .bind("id", id)
                .bind("customer", customer == null ? null : customer.value())
                .mapTo(String.class)
                .findOne()
                .isPresent();
    }

    static Optional<CartId> openOf(Handle handle, CustomerId customer) {
        return handle.createQuery("SELECT id FROM orders.cart WHERE customer_id = :customer AND state = 'OPEN'")
                .bind("customer", customer.value())
                .mapTo(String.class)
                .findOne()
                .map(CartId::new);
    }

    /** What is in the cart after adding; nothing when it would pass the limit. */
    static List<Pricing.Item> add(Handle handle, CartId id, Pricing.Item item, int limit) {
        return handle.createQuery("""
                        WITH added AS (
                            INSERT INTO orders.cart_line AS line (cart_id, sku, quantity) VALUES (:id, :sku, :quantity)
                            ON CONFLICT (cart_id, sku) DO UPDATE SET quantity = line.quantity + excluded.quantity
                            WHERE line.quantity + excluded.quantity <= :limit
                            RETURNING sku, quantity, added_at)
                        SELECT sku, quantity, added_at FROM added
                        UNION ALL
                        SELECT l.sku, l.quantity, l.added_at FROM orders.cart_line l, added
                        WHERE l.cart_id = :id AND l.sku <> added.sku
                        ORDER BY added_at, sku""")
                .bind("id", id.value())
                .bind("sku", item.sku().value())
                .bind("quantity", item.quantity())
                .bind("limit", limit)
                .map((row, context) -> item(row))
                .list();
    }

    private static Pricing.Item item(ResultSet row) throws SQLException {
        return new Pricing.Item(new SkuId(row.getLong("sku")), row.getInt("quantity"));
    }

    /** The quantity before; 0 when the line is new. */
    static int set(Handle handle, CartId id, Pricing.Item item) {
        return handle.createQuery("""
                        WITH before AS (
                            SELECT quantity FROM orders.cart_line WHERE cart_id = :id AND sku = :sku),
                        changed AS (
                            INSERT INTO orders.cart_line AS line (cart_id, sku, quantity) VALUES (:id, :sku, :quantity)
                            ON CONFLICT (cart_id, sku) DO UPDATE SET quantity = excluded.quantity)
                        SELECT coalesce((SELECT quantity FROM before), 0)""")
                .bind("id", id.value())
                .bind("sku", item.sku().value())
                .bind("quantity", item.quantity())
                .mapTo(Integer.class)
                .one();
    }

    /** The quantity removed; 0 when there was no such line. */
    static int remove(Handle handle, CartId id, SkuId sku) {
        return handle.createQuery("DELETE FROM orders.cart_line WHERE cart_id = :id AND sku = :sku RETURNING quantity")
                .bind("id", id.value())
                .bind("sku", sku.value())
                .mapTo(Integer.class)
                .findOne()
                .orElse(0);
    }

    static void coupon(Handle handle, CartId id, @Nullable String code) {
        handle.createUpdate("UPDATE orders.cart SET coupon = :code, updated_at = now() WHERE id = :id")
                .bind("id", id.value())
                .bind("code", code)
                .execute();
    }

    static void adopt(Handle handle, CartId id, CustomerId customer) {
        handle.createUpdate("UPDATE orders.cart SET customer_id = :customer, updated_at = now() WHERE id = :id")
                .bind("id", id.value())
                .bind("customer", customer.value())
                .execute();
    }

    /** The shopper finds the cart of a cancelled order again, unless a new one of the same customer is in use. */
    public static void reopen(Handle handle, OrderId order) {
        handle.createUpdate("""
                        UPDATE orders.cart SET state = 'OPEN', order_id = NULL, updated_at = now()
                        WHERE order_id = :order AND NOT EXISTS (
                            SELECT FROM orders.cart other
                            WHERE other.customer_id = cart.customer_id AND other.state = 'OPEN')""").bind("order", order.value()).execute();
    }

    static void mergeInto(Handle handle, CartId from, CartId into) {
        handle.createUpdate("""
                        WITH merged AS (
                            UPDATE orders.cart SET state = 'MERGED', merged_into = :into, updated_at = now()
                            WHERE id = :from RETURNING coupon),
                        kept AS (
                            UPDATE orders.cart SET coupon = coalesce(cart.coupon, merged.coupon), updated_at = now()
                            FROM merged WHERE cart.id = :into)
                        INSERT INTO orders.cart_line AS line (cart_id, sku, quantity, added_at)
                        SELECT :into, sku, quantity, added_at FROM orders.cart_line WHERE cart_id = :from
                        ON CONFLICT (cart_id, sku)
                        DO UPDATE SET quantity = least(999, line.quantity + excluded.quantity)""")
                .bind("from", from.value())
                .bind("into", into.value())
                .execute();
    }
}
