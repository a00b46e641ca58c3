package yardstick.orders.cart;

import java.util.Map;
import yardstick.orders.Cart;

/** GA4 item parameters. */
public final class Items {

    private Items() {}

    /** {@code item_id} is the stock code, {@code sku} its id; {@code price_minor} is one unit at list price. */
    public static Map<String, Object> of(Cart.Line line, int quantity) {
        return Map.of(
                "item_id",
                line.sku().code(),
                "sku",
                line.sku().id().value(),
                "item_name",
                line.sku().title(),
                "price_minor",
                line.unitPrice().minor(),
                "quantity",
                quantity);
    }
}
