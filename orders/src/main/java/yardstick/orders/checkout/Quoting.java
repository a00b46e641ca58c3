package yardstick.orders.checkout;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import org.jdbi.v3.core.Handle;
import yardstick.kernel.Announcer;
import yardstick.orders.Cart;
import yardstick.orders.Checkout.Quote;
import yardstick.orders.Shopper;
import yardstick.orders.cart.Tokens;
import yardstick.orders.payment.Channels;

/** Promises a price under a new key. */
@ApplicationScoped
class Quoting {

    @Inject
    Channels channels;

    @Inject
    Announcer announcer;

    @Inject
    Clock clock;

    Quote quote(Handle handle, Cart cart, Shopper shopper) {
        String key = Tokens.next();
        QuoteStore.insert(handle, key, cart);
        announcer.announce(CheckoutBegun.of(key, cart, clock.instant(), shopper.visitor()));
        return new Quote(key, cart, cart.total(), channels.offered(isPickup(cart)));
    }

    static boolean isPickup(Cart cart) {
        Cart.Delivery delivery = cart.terms().delivery();
        return delivery != null && delivery.kind().equals("PICKUP");
    }
}
