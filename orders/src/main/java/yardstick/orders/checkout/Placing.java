package yardstick.orders.checkout;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import yardstick.kernel.Database;
import yardstick.kernel.Refusal;
import yardstick.orders.Cart;
import yardstick.orders.Checkout.Placed;
import yardstick.orders.OrderId;
import yardstick.orders.Shopper;
import yardstick.orders.book.OrderBook;
import yardstick.orders.book.OrderHead;
import yardstick.orders.cart.CartStore;
import yardstick.orders.cart.Pricing;
import yardstick.orders.cart.RefusedException;
import yardstick.orders.payment.Channels;

/**
 * The one transaction that places an order. It locks the cart: the same key, or the same cart under another key, finds
 * the order that is there already.
 */
@ApplicationScoped
class Placing {

    @Inject
    Database database;

    @Inject
    Pricing pricing;

    @Inject
    Channels channels;

    @Inject
    OrderBook book;

    @Inject
    Quoting quoting;

    @Inject
    OrderWriting writing;

    Attempted attempt(Submission request) {
        try {
            return database.write(handle -> attempt(handle, request));
        } catch (RefusedException e) {
            return Attempted.refused(List.of(e.reason()));
        }
    }

    private Attempted attempt(Handle handle, Submission request) {
        CartStore.Row row = CartStore.lock(handle, request.cart()).orElse(null);
        if (row == null) {
            return Attempted.refused("orders.unknown_cart");
        }
        QuoteStore.Standing standing =
                QuoteStore.standing(handle, request.command().key(), request.cart());
        QuoteStore.Promise promise = standing.promise();
        Long existing = promise == null || promise.order() == null ? row.order() : promise.order();
        if (existing != null) {
            return there(handle, new OrderId(existing), request);
        }
        if (!row.open()) {
            return Attempted.refused("orders.unknown_cart");
        }
        Refusal held =
                standing.verdict() == null ? null : standing.verdict().hold().orElse(null);
        if (held != null) {
            return Attempted.refused(List.of(held));
        }
        Pricing.Priced priced = price(row, request, standing);
        Cart cart = priced.cart();
        List<Refusal> problems = problems(cart);
        if (!problems.isEmpty()) {
            return Attempted.refused(problems);
        }
        if (!Channels.fits(request.command().channel(), Quoting.isPickup(cart))) {
            return new Attempted.Answered(
                    new Placed.Invalid(Map.of("channel", Refusal.of("orders.cash_needs_pickup"))));
        }
        boolean kept = promise != null && promise.valid() && promise.terms().equals(QuoteStore.terms(cart));
        return kept
                ? writing.write(handle, priced, request)
                : new Attempted.Answered(new Placed.PriceChanged(quoting.quote(handle, cart, request.shopper())));
    }

    /** The order as it is, if it was placed by the same submission. */
    private Attempted there(Handle handle, OrderId id, Submission request) {
        OrderHead order = book.lock(handle, id).orElseThrow();
        return OrderEntry.sameCommand(handle, id, request.hash())
                ? new Attempted.There(id, order.token())
                : new Attempted.Reused(order.token());
    }

    /** In the currency and with the shipping of the promise, to the address that was entered. */
    private Pricing.Priced price(CartStore.Row row, Submission request, QuoteStore.Standing standing) {
        Shopper shopper = request.shopper();
        QuoteStore.Promise promise = standing.promise();
        String currency = promise == null ? shopper.currency() : promise.currency();
        String asked = request.command().shipping();
        return pricing.priced(new Pricing.Draft(
                request.cart(),
                standing.items(),
                row.coupon(),
                new Shopper(shopper.language(), shopper.customer(), shopper.visitor(), currency),
                request.address().getOrDefault("country", ""),
                asked.isEmpty() && promise != null ? promise.shipping() : asked));
    }

    private static List<Refusal> problems(Cart cart) {
        if (cart.lines().isEmpty()) {
            return List.of(Refusal.of("orders.cart_empty"));
        }
        if (cart.terms().delivery() == null) {
            return List.of(Refusal.of("orders.no_delivery"));
        }
        return cart.lines().stream()
                .filter(line -> line.problem() != null)
                .map(line -> problem(line, line.available()))
                .toList();
    }

    static Refusal problem(Cart.Line line, int available) {
        if (!line.sku().sellable()) {
            return Refusal.of("orders.line_not_for_sale", "title", line.sku().title());
        }
        return new Refusal(
                "orders.line_short", Map.of("title", line.sku().title(), "available", Math.max(0, available)));
    }
}
