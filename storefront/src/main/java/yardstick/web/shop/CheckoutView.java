package yardstick.web.shop;

import java.util.List;
import java.util.Map;
import yardstick.orders.Checkout.Quote;

/**
 * The checkout page.
 *
 * @param values what was typed, by field
 * @param errors messages by field
 * @param problems what keeps the whole order from being placed
 * @param priceChanged true when the total is not the one that was confirmed
 * @param channel chosen payment channel
 */
public record CheckoutView(
        Frame frame,
        Quote quote,
        Map<String, String> values,
        Map<String, String> errors,
        List<String> problems,
        boolean priceChanged,
        String channel,
        List<Country> countries) {

    /** ISO 3166 code and name in the page's language. */
    public record Country(String code, String name) {}

    public String value(String field) {
        return values.getOrDefault(field, "");
    }

    public String error(String field) {
        return errors.getOrDefault(field, "");
    }
}
