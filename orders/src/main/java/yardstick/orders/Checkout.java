package yardstick.orders;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Money;
import yardstick.kernel.Refusal;

/**
 * Turns a cart into an order. Beginning freezes a quote; placing charges exactly the quoted total or asks again. The
 * idempotency key is minted with the quote: double submit, reload and back give the same order; the same key with another
 * address, channel or shipping is refused.
 */
public interface Checkout {

    /**
     * @param key idempotency key, goes into a hidden field of the form
     * @param channels payment channels to choose from, best first
     */
    record Quote(String key, Cart cart, Money total, List<Channel> channels) {}

    /**
     * A payment channel as the shopper sees it; the keys are texts of this module.
     *
     * @param down it does not work well at the moment: offered last, with a word of warning
     */
    record Channel(String code, String labelKey, String hintKey, boolean down) {}

    /**
     * @param address field name to text: {@code name, email, phone, country, region, city, district, line1, postcode}
     * @param returnUrl where the gateway sends the browser back to; {@code {token}} is replaced by the order's token
     * @param shipping code of the shipping method; empty for the quoted one
     * @param gift a gift card that pays what it can, or null
     */
    record Command(
            String key,
            String channel,
            Map<String, String> address,
            String returnUrl,
            String shipping,
            @Nullable Gift gift) {

        /** With the quoted shipping method. */
        public Command(String key, String channel, Map<String, String> address, String returnUrl) {
            this(key, channel, address, returnUrl, "");
        }

        /** Without a gift card. */
        public Command(String key, String channel, Map<String, String> address, String returnUrl, String shipping) {
            this(key, channel, address, returnUrl, shipping, null);
        }
    }

    /** @param paysMinor what the shopper was shown that the card pays; if it is less by now, the order is not placed */
    record Gift(String code, long paysMinor) {}

    /**
     * What a quote is made for.
     *
     * @param country ISO code; empty for the shop's home
     * @param shipping code of a method; empty for the first that goes there
     */
    record Wish(String country, String shipping) {}

    /** What came of placing. */
    sealed interface Placed {
        /** The order exists; send the browser to {@code redirectUrl} (the gateway, or the order page when unknown). */
        record Accepted(String orderToken, String redirectUrl) implements Placed {}

        /** The price is not the one shown: show the new quote and ask for confirmation. */
        record PriceChanged(Quote quote) implements Placed {}

        /** Stock or coupon gone, cart changed; nothing was charged or reserved. */
        record Refused(List<Refusal> reasons) implements Placed {}

        /** The key belongs to an order that was placed with something else; nothing was changed. */
        record KeyReused(String orderToken) implements Placed {}

        /** Fields to mend, by name. */
        record Invalid(Map<String, Refusal> fields) implements Placed {}
    }

    /** Empty when the cart is unknown or empty. */
    Optional<Quote> begin(CartId cart, Shopper shopper, Wish wish);

    /** To the shop's home, by the usual way. */
    default Optional<Quote> begin(CartId cart, Shopper shopper) {
        return begin(cart, shopper, new Wish("", ""));
    }

    Placed place(CartId cart, Command command, Shopper shopper);
}
