package yardstick.orders.checkout;

import java.util.Map;
import java.util.TreeMap;
import yardstick.orders.CartId;
import yardstick.orders.Checkout;
import yardstick.orders.Shopper;

/**
 * One press of the button that orders.
 *
 * @param address cleaned and complete
 */
record Submission(CartId cart, Checkout.Command command, Map<String, String> address, Shopper shopper) {

    /** Of everything the shopper decided. */
    String hash() {
        StringBuilder decided =
                new StringBuilder(command.channel()).append('\n').append(command.shipping());
        new TreeMap<>(address)
                .forEach((name, value) ->
                        decided.append('\n').append(name).append('=').append(value));
        return Hashes.sha256(decided.toString());
    }

    /** The page of the order with this token. */
    String page(String token) {
        return command.returnUrl().replace("{token}", token);
    }
}
