package yardstick.orders.checkout;

import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import yardstick.orders.Adjustment;
import yardstick.orders.Cart;
import yardstick.orders.CartId;

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

    static Optional<Promise> find(Handle handle, String key, CartId cart) {
        return handle.createQuery("""
                        SELECT q.terms, q.expires_at > now(), o.id, q.currency, q.shipping_method FROM orders.quote q
                        LEFT JOIN orders.orders o ON o.source = 'shop' AND o.natural_key = q.key
                        WHERE q.key = :key AND q.cart_id = :cart""")
                .bind("key", key)
                .bind("cart", cart.value())
                .map((row, context) -> new Promise(
                        row.getString(1),
                        row.getBoolean(2),
                        row.getObject(3, Long.class),
                        row.getString(4),
                        row.getString(5)))
                .findOne();
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
