package yardstick.orders.checkout;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.spi.JsonProvider;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import yardstick.orders.Adjustment;
import yardstick.orders.Cart;
import yardstick.orders.CartId;
import yardstick.orders.json.JsonText;

/** Statements on {@code orders.quote}: written once, never changed, expiring. */
final class QuoteStore {

    private static final int MINUTES = 30;

    private QuoteStore() {}

    static void insert(Handle handle, String key, Cart cart) {
        handle.createUpdate("""
                        INSERT INTO orders.quote (key, cart_id, currency, total_minor, terms, derivation, expires_at)
                        VALUES (:key, :cart, :currency, :total, :terms, :derivation::jsonb,
                                now() + make_interval(mins => :minutes))""")
                .bind("key", key)
                .bind("cart", cart.id().value())
                .bind("currency", cart.total().currency())
                .bind("total", cart.total().minor())
                .bind("terms", terms(cart))
                .bind("derivation", derivation(cart))
                .bind("minutes", MINUTES)
                .execute();
    }

    /**
     * What was promised under a key.
     *
     * @param valid it has not expired
     * @param order what it became, or null
     */
    record Promise(String terms, boolean valid, @Nullable Long order) {}

    static Optional<Promise> find(Handle handle, String key, CartId cart) {
        return handle.createQuery("""
                        SELECT q.terms, q.expires_at > now(), o.id FROM orders.quote q
                        LEFT JOIN orders.orders o ON o.source = 'shop' AND o.natural_key = q.key
                        WHERE q.key = :key AND q.cart_id = :cart""")
                .bind("key", key)
                .bind("cart", cart.value())
                .map((row, context) -> new Promise(row.getString(1), row.getBoolean(2), row.getObject(3, Long.class)))
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
        return terms.append("shipping=")
                .append(cart.shipping().minor())
                .append(" tax=")
                .append(cart.tax().minor())
                .append(" total=")
                .append(cart.total().minor())
                .append(' ')
                .append(cart.total().currency())
                .toString();
    }

    private static String derivation(Cart cart) {
        JsonProvider json = JsonProvider.provider();
        JsonArrayBuilder lines = json.createArrayBuilder();
        cart.lines()
                .forEach(line -> lines.add(JsonText.object()
                        .add("sku", line.sku().id().value())
                        .add("quantity", line.quantity())
                        .add("unit_price_minor", line.unitPrice().minor())
                        .add("line_total_minor", line.lineTotal().minor())));
        JsonArrayBuilder adjustments = json.createArrayBuilder();
        cart.adjustments().forEach(each -> {
            JsonArrayBuilder perLine = json.createArrayBuilder();
            each.perLine().forEach(part -> perLine.add(part.minor()));
            adjustments.add(JsonText.object()
                    .add("source", each.source())
                    .add("label", each.label())
                    .add("per_line_minor", perLine));
        });
        return JsonText.object()
                .add("lines", lines)
                .add("adjustments", adjustments)
                .add("shipping_minor", cart.shipping().minor())
                .add("tax_minor", cart.tax().minor())
                .add("total_minor", cart.total().minor())
                .add("currency", cart.total().currency())
                .build()
                .toString();
    }
}
