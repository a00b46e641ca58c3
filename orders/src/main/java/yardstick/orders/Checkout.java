package yardstick.orders;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import yardstick.kernel.Money;
import yardstick.kernel.Refusal;

/**
 * Turns a cart into an order. Beginning freezes a quote; placing charges exactly the quoted total or asks again. The
 * idempotency key is minted with the quote: double submit, reload and back give the same order.
 */
public interface Checkout {

    /**
     * @param key idempotency key, goes into a hidden field of the form
     * @param channels payment channels to choose from, best first
     */
    record Quote(String key, Cart cart, Money total, List<Channel> channels) {}

    /** A payment channel as the shopper sees it; {@code labelKey} is a text of this module. */
    record Channel(String code, String labelKey) {}

    /**
     * @param address field name to text: {@code name, email, phone, line1, city, region, postcode, country}
     * @param returnUrl where the gateway sends the browser back to; {@code {token}} is replaced by the order's token
     */
    record Command(String key, String channel, Map<String, String> address, String returnUrl) {}

    /** What came of placing. */
    sealed interface Placed {
        /** The order exists; send the browser to {@code redirectUrl} (the gateway, or the order page when unknown). */
        record Accepted(String orderToken, String redirectUrl) implements Placed {}

        /** The price is not the one shown: show the new quote and ask for confirmation. */
        record PriceChanged(Quote quote) implements Placed {}

        /** Stock or coupon gone, cart changed; nothing was charged or reserved. */
        record Refused(List<Refusal> reasons) implements Placed {}

        /** Fields to mend, by name. */
        record Invalid(Map<String, Refusal> fields) implements Placed {}
    }

    /** Empty when the cart is unknown or empty. */
    Optional<Quote> begin(CartId cart, Shopper shopper);

    Placed place(CartId cart, Command command, Shopper shopper);
}
