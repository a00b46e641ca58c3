package yardstick.orders.checkout;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import yardstick.catalog.SkuId;
import yardstick.orders.Adjustment;
import yardstick.orders.Cart;
import yardstick.orders.CartId;
import yardstick.orders.Risk.Verdict;
import yardstick.orders.cart.Pricing;

/** Statements on {@code orders.quote}: written once, never changed, expiring. */
final class QuoteStore {

    private static final int MINUTES = 30;

    private QuoteStore() {}

    /** A quote that is lost with the machine is asked for again; the order that keeps it is on the disk. */
    static void insert(Handle handle, String key, Cart cart) {
        handle.createQuery("""
                        INSERT INTO orders.quote (key, cart_id, currency, total_minor, terms, derivation, country,
                                                  shipping_method, expires_at)
                        VALUES (:key, :cart, :currency, :total, :terms, :derivation::jsonb, :country, :shipping,
                                now() + make_interval(mins => :minutes))
                        RETURNING set_config('synchronous_commit', 'off', true)""")
                .bind("country", cart.terms().country())
                .bind("shipping", method(cart))
                .bind("key", key)
                .bind("cart", cart.id().value())
                .bind("currency", cart.total().currency())
                .bind("total", cart.total().minor())
                .bind("terms", terms(cart))
                .bind("derivation", Derivation.of(cart))
                .bind("minutes", MINUTES)
                .mapTo(String.class)
                .one();
    }

    /**
     * What was promised under a key.
     *
     * @param valid it has not expired
     * @param order what it became, or null
     */
    record Promise(String terms, boolean valid, @Nullable Long order, String currency, String shipping) {}

    /**
     * What a checkout rests on.
     *
     * @param promise null when nothing was promised under its key
     * @param verdict of the risk rules, or null when they were not asked
     */
    record Standing(
            List<Pricing.Item> items,
            @Nullable Promise promise,
            @Nullable Verdict verdict) {}

    /** For those who hold the cart's lock, which must be older than what is read here. */
    static Standing standing(Handle handle, String key, CartId cart) {
        return handle.createQuery("""
                        SELECT l.skus, l.quantities, q.terms, q.expires_at > now() AS valid, o.id, q.currency,
                               q.shipping_method, r.verdict
                        FROM (SELECT array_agg(sku ORDER BY added_at, sku) AS skus,
                                     array_agg(quantity ORDER BY added_at, sku) AS quantities
                              FROM orders.cart_line WHERE cart_id = :cart) l
                        LEFT JOIN orders.quote q ON q.key = :key AND q.cart_id = :cart
                        LEFT JOIN orders.orders o ON o.source = 'shop' AND o.natural_key = q.key
                        LEFT JOIN orders.risk_assessment r ON r.key = :key""")
                .bind("key", key)
                .bind("cart", cart.value())
                .map((row, context) -> new Standing(items(row), promise(row), verdict(row)))
                .one();
    }

    private static List<Pricing.Item> items(ResultSet row) throws SQLException {
        Array skus = row.getArray("skus");
        if (skus == null) {
            return List.of();
        }
        Long[] ids = (Long[]) skus.getArray();
        Integer[] quantities = (Integer[]) row.getArray("quantities").getArray();
        return IntStream.range(0, ids.length)
                .mapToObj(i -> new Pricing.Item(new SkuId(ids[i]), quantities[i]))
                .toList();
    }

    private static @Nullable Promise promise(ResultSet row) throws SQLException {
        String terms = row.getString("terms");
        return terms == null
                ? null
                : new Promise(
                        terms,
                        row.getBoolean("valid"),
                        row.getObject("id", Long.class),
                        row.getString("currency"),
                        row.getString("shipping_method"));
    }

    private static @Nullable Verdict verdict(ResultSet row) throws SQLException {
        String verdict = row.getString("verdict");
        return verdict == null ? null : Verdict.valueOf(verdict);
    }

    /** Everything that was priced and what it came to: equal terms are the same promise. */
    static String terms(Cart cart) {
        StringBuilder terms = new StringBuilder();
        cart.lines()
                .forEach(line -> terms.append(line.sku().id().value())
                        .append('x')
                        .append(line.quantity())
                        .append('@')
                        .append(line.unitPrice().minor())
                        .append(' '));
        for (Adjustment adjustment : cart.adjustments()) {
            terms.append(adjustment.source())
                    .append('=')
                    .append(adjustment.amount().minor())
                    .append(' ');
        }
        return terms.append(method(cart))
                .append('=')
                .append(cart.shipping().minor())
                .append(" tax=")
                .append(cart.tax().minor())
                .append(" total=")
                .append(cart.total().minor())
                .append(' ')
                .append(cart.total().currency())
                .toString();
    }

    static String method(Cart cart) {
        Cart.Delivery delivery = cart.terms().delivery();
        return delivery == null ? "" : delivery.code();
    }
}
