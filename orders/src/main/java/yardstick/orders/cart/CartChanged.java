package yardstick.orders.cart;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Fact;
import yardstick.kernel.VisitorId;
import yardstick.orders.Cart;

/** Units came into or left a cart: GA4 {@code add_to_cart} and {@code remove_from_cart}, one item each. */
record CartChanged(
        String name,
        String id,
        Instant occurredAt,
        @Nullable VisitorId visitor,
        Map<String, Object> parameters) implements Fact {

    /** @param units more than before if positive, fewer if negative */
    static CartChanged by(int units, Cart.Line line, Moment moment) {
        String name = units > 0 ? "add_to_cart" : "remove_from_cart";
        int quantity = Math.abs(units);
        return new CartChanged(
                name,
                name + ":" + moment.id(),
                moment.at(),
                moment.visitor(),
                Map.of(
                        "value_minor",
                        line.unitPrice().times(quantity).minor(),
                        "currency",
                        line.unitPrice().currency(),
                        "items",
                        List.of(Items.of(line, quantity))));
    }

    /** @param id unique per occurrence */
    record Moment(String id, Instant at, @Nullable VisitorId visitor) {}
}
