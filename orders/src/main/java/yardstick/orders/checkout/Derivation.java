package yardstick.orders.checkout;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import yardstick.orders.Adjustment;
import yardstick.orders.Cart;
import yardstick.orders.json.JsonText;

/** A quote as JSON: every price, every discount per line, shipping, tax and rate, so that it can be reckoned again. */
final class Derivation {

    private static final JsonProvider JSON = JsonProvider.provider();

    private Derivation() {}

    static String of(Cart cart) {
        JsonObjectBuilder derivation = JsonText.object()
                .add("lines", lines(cart))
                .add("adjustments", adjustments(cart))
                .add("shipping_method", QuoteStore.method(cart))
                .add("shipping_minor", cart.shipping().minor())
                .add("taxes", taxes(cart))
                .add("tax_minor", cart.tax().minor())
                .add("total_minor", cart.total().minor())
                .add("currency", cart.total().currency())
                .add("base_minor", cart.terms().base().minor())
                .add("base_currency", cart.terms().base().currency());
        Cart.Rate rate = cart.terms().rate();
        if (rate != null) {
            derivation.add(
                    "rate",
                    JsonText.object()
                            .add("rate", rate.rate())
                            .add("source", rate.source())
                            .add("at", rate.at().toString()));
        }
        return derivation.build().toString();
    }

    private static JsonArrayBuilder lines(Cart cart) {
        JsonArrayBuilder lines = JSON.createArrayBuilder();
        cart.lines()
                .forEach(line -> lines.add(JsonText.object()
                        .add("sku", line.sku().id().value())
                        .add("quantity", line.quantity())
                        .add("unit_price_minor", line.unitPrice().minor())
                        .add("line_total_minor", line.lineTotal().minor())));
        return lines;
    }

    private static JsonArrayBuilder adjustments(Cart cart) {
        JsonArrayBuilder adjustments = JSON.createArrayBuilder();
        for (Adjustment each : cart.adjustments()) {
            JsonArrayBuilder perLine = JSON.createArrayBuilder();
            each.perLine().forEach(part -> perLine.add(part.minor()));
            adjustments.add(JsonText.object()
                    .add("source", each.source())
                    .add("label", each.label())
                    .add("per_line_minor", perLine));
        }
        return adjustments;
    }

    private static JsonArrayBuilder taxes(Cart cart) {
        JsonArrayBuilder taxes = JSON.createArrayBuilder();
        for (Cart.Tax tax : cart.terms().taxes()) {
            JsonArrayBuilder perLine = JSON.createArrayBuilder();
            tax.perLine().forEach(part -> perLine.add(part.minor()));
            taxes.add(JsonText.object()
                    .add("name", tax.name())
                    .add("basis_points", tax.basisPoints())
                    .add("included", tax.included())
                    .add("of_minor", tax.of().minor())
                    .add("amount_minor", tax.amount().minor())
                    .add("per_line_minor", perLine)
                    .add("on_shipping_minor", tax.onShipping().minor()));
        }
        return taxes;
    }
}
