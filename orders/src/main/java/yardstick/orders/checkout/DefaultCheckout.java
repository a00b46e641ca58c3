package yardstick.orders.checkout;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import yardstick.kernel.Database;
import yardstick.kernel.Refusal;
import yardstick.orders.CartId;
import yardstick.orders.Checkout;
import yardstick.orders.OrderId;
import yardstick.orders.Shopper;
import yardstick.orders.cart.CartStore;
import yardstick.orders.cart.Pricing;
import yardstick.orders.payment.Attempt;
import yardstick.orders.payment.Channels;
import yardstick.orders.payment.DefaultPayments;

/** Quotes, then places in one transaction; the provider is called after the commit. */
@ApplicationScoped
public class DefaultCheckout implements Checkout {

    @Inject
    Database database;

    @Inject
    Pricing pricing;

    @Inject
    Channels channels;

    @Inject
    DefaultPayments payments;

    @Inject
    Quoting quoting;

    @Inject
    Placing placing;

    @Override
    public Optional<Quote> begin(CartId cart, Shopper shopper, Wish wish) {
        return database.write(handle -> CartStore.filled(handle, cart)
                .filter(found -> found.row().open())
                .map(found -> pricing.price(new Pricing.Draft(
                        cart, found.items(), found.row().coupon(), shopper, wish.country(), wish.shipping())))
                .filter(priced -> !priced.lines().isEmpty())
                .map(priced -> quoting.quote(handle, priced, shopper)));
    }

    @Override
    public Placed place(CartId cart, Command command, Shopper shopper) {
        Map<String, String> address = Addresses.clean(command.address());
        Map<String, Refusal> problems = new TreeMap<>(Addresses.problems(address));
        if (!channels.offers(command.channel())) {
            problems.put("channel", Refusal.of("orders.unknown_channel"));
        }
        if (!problems.isEmpty()) {
            return new Placed.Invalid(problems);
        }
        Submission submission = new Submission(cart, command, address, shopper);
        return switch (placing.attempt(submission)) {
            case Attempted.Answered(Placed placed) -> placed;
            case Attempted.Reused(String token) -> new Placed.KeyReused(token);
            case Attempted.There(OrderId id, String token) ->
                new Placed.Accepted(token, payments.continueAt(id, submission.page(token)));
            case Attempted.Fresh(String token, Attempt attempt) ->
                new Placed.Accepted(token, attempt == null ? submission.page(token) : payments.begin(attempt));
        };
    }
}
