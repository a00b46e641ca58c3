package yardstick.orders.checkout;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Fact;
import yardstick.kernel.VisitorId;
import yardstick.orders.Cart;
import yardstick.orders.cart.Items;

/** A shopper saw a frozen quote: GA4 {@code begin_checkout}. */
record CheckoutBegun(
        String key, Instant occurredAt, @Nullable VisitorId visitor, Map<String, Object> parameters) implements Fact {

    static CheckoutBegun of(String key, Cart cart, Instant at, @Nullable VisitorId visitor) {
        List<Map<String, Object>> items = cart.lines().stream()
                .map(line -> Items.of(line, line.quantity()))
                .toList();
        return new CheckoutBegun(
                key,
                at,
                visitor,
                Map.of(
                        "value_minor",
                        cart.total().minor(),
                        "currency",
                        cart.total().currency(),
                        "items",
                        items));
    }

    @Override
    public String name() {
        return "begin_checkout";
    }

    @Override
    public String id() {
        return "begin_checkout:" + key;
    }
}
