package yardstick.orders.checkout;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import yardstick.catalog.SkuId;
import yardstick.catalog.spi.Availability;
import yardstick.kernel.Announcer;
import yardstick.kernel.Database;
import yardstick.kernel.Money;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;
import yardstick.kernel.Setting;
import yardstick.kernel.Settings;
import yardstick.orders.Cart;
import yardstick.orders.CartId;
import yardstick.orders.Checkout;
import yardstick.orders.OrderId;
import yardstick.orders.Risk;
import yardstick.orders.Shopper;
import yardstick.orders.book.OrderBook;
import yardstick.orders.cart.Adjusters;
import yardstick.orders.cart.CartStore;
import yardstick.orders.cart.Pricing;
import yardstick.orders.cart.RefusedException;
import yardstick.orders.cart.Tokens;
import yardstick.orders.giftcard.GiftCardChannel;
import yardstick.orders.giftcard.GiftPart;
import yardstick.orders.inventory.StockLedger;
import yardstick.orders.payment.Attempt;
import yardstick.orders.payment.Channels;
import yardstick.orders.payment.DefaultPayments;
import yardstick.orders.pickup.PickupBooking;

/**
 * Placing is one transaction that locks the cart: the same key, or the same cart under another key, finds the order that
 * is there already. Stock, coupon, order and attempt stand or fall together; the provider is called after the commit.
 */
@ApplicationScoped
public class DefaultCheckout implements Checkout {

    @Inject
    Database database;

    @Inject
    Pricing pricing;

    @Inject
    Adjusters adjusters;

    @Inject
    StockLedger stock;

    @Inject
    Availability availability;

    @Inject
    Channels channels;

    @Inject
    DefaultPayments payments;

    @Inject
    PickupBooking pickup;

    @Inject
    OrderBook book;

    @Inject
    Risk risk;

    @Inject
    Announcer announcer;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    @Override
    public Optional<Quote> begin(CartId cart, Shopper shopper, Wish wish) {
        return database.write(handle -> CartStore.filled(handle, cart)
                .filter(found -> found.row().open())
                .map(found -> pricing.price(new Pricing.Draft(
                        cart, found.items(), found.row().coupon(), shopper, wish.country(), wish.shipping())))
                .filter(priced -> !priced.lines().isEmpty())
                .map(priced -> quote(handle, priced, shopper)));
    }

    /** In the currency and with the shipping of the promise, to the address that was entered. */
    private Pricing.Priced price(
            Handle handle, CartStore.Row row, Request request, QuoteStore.@Nullable Promise promise) {
        Shopper shopper = request.shopper();
        String currency = promise == null ? shopper.currency() : promise.currency();
        String asked = request.command().shipping();
        return pricing.priced(new Pricing.Draft(
                request.cart(),
                CartStore.items(handle, request.cart()),
                row.coupon(),
                new Shopper(shopper.language(), shopper.customer(), shopper.visitor(), currency),
                request.address().getOrDefault("country", ""),
                asked.isEmpty() && promise != null ? promise.shipping() : asked));
    }

    private Quote quote(Handle handle, Cart cart, Shopper shopper) {
        String key = Tokens.next();
        QuoteStore.insert(handle, key, cart);
        announcer.announce(CheckoutBegun.of(key, cart, clock.instant(), shopper.visitor()));
        return new Quote(key, cart, cart.total(), channels.offered(pickup(cart)));
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
        Attempted attempted = attempt(new Request(cart, command, address, shopper));
        return switch (attempted) {
            case Attempted.Answered(Placed placed) -> placed;
            case Attempted.Reused(String token) -> new Placed.KeyReused(token);
            case Attempted.There(OrderId id, String token) ->
                new Placed.Accepted(token, payments.continueAt(id, page(command, token)));
            case Attempted.Fresh(String token, Attempt attempt) ->
                new Placed.Accepted(token, attempt == null ? page(command, token) : payments.begin(attempt));
        };
    }

    private static String page(Command command, String token) {
        return command.returnUrl().replace("{token}", token);
    }

    private record Request(CartId cart, Command command, Map<String, String> address, Shopper shopper) {

        /** Of everything the shopper decided. */
        String hash() {
            StringBuilder decided =
                    new StringBuilder(command.channel()).append('\n').append(command.shipping());
            new TreeMap<>(address)
                    .forEach((name, value) ->
                            decided.append('\n').append(name).append('=').append(value));
            return Hashes.sha256(decided.toString());
        }
    }

    /** What the transaction came to. */
    private sealed interface Attempted {
        record Answered(Placed placed) implements Attempted {}

        record There(OrderId id, String token) implements Attempted {}

        record Reused(String token) implements Attempted {}

        /** @param attempt to begin at the provider, or null when there is nothing to pay */
        record Fresh(String token, @Nullable Attempt attempt) implements Attempted {}
    }

    private Attempted attempt(Request request) {
        try {
            return database.write(handle -> attempt(handle, request));
        } catch (RefusedException e) {
            return new Attempted.Answered(new Placed.Refused(List.of(e.reason())));
        }
    }

    private Attempted attempt(Handle handle, Request request) {
        CartStore.Row row = CartStore.lock(handle, request.cart()).orElse(null);
        if (row == null) {
            return refused("orders.unknown_cart");
        }
        QuoteStore.Promise promise =
                QuoteStore.find(handle, request.command().key(), request.cart()).orElse(null);
        Long existing = promise == null || promise.order() == null ? row.order() : promise.order();
        if (existing != null) {
            return there(handle, new OrderId(existing), request);
        }
        if (!row.open()) {
            return refused("orders.unknown_cart");
        }
        Refusal held = risk.hold(request.command().key()).orElse(null);
        if (held != null) {
            return new Attempted.Answered(new Placed.Refused(List.of(held)));
        }
        Pricing.Priced priced = price(handle, row, request, promise);
        Cart cart = priced.cart();
        List<Refusal> problems = problems(cart);
        if (!problems.isEmpty()) {
            return new Attempted.Answered(new Placed.Refused(problems));
        }
        if (!Channels.fits(request.command().channel(), pickup(cart))) {
            return new Attempted.Answered(
                    new Placed.Invalid(Map.of("channel", Refusal.of("orders.cash_needs_pickup"))));
        }
        boolean kept = promise != null && promise.valid() && promise.terms().equals(QuoteStore.terms(cart));
        return kept
                ? write(handle, priced, request)
                : new Attempted.Answered(new Placed.PriceChanged(quote(handle, cart, request.shopper())));
    }

    /** The order as it is, if it was placed by the same submission. */
    private Attempted there(Handle handle, OrderId id, Request request) {
        OrderBook.Head order = book.lock(handle, id).orElseThrow();
        return OrderEntry.sameCommand(handle, id, request.hash())
                ? new Attempted.There(id, order.token())
                : new Attempted.Reused(order.token());
    }

    private static Attempted refused(String code) {
        return new Attempted.Answered(new Placed.Refused(List.of(Refusal.of(code))));
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

    private static Refusal problem(Cart.Line line, int available) {
        if (!line.sku().sellable()) {
            return Refusal.of("orders.line_not_for_sale", "title", line.sku().title());
        }
        return new Refusal(
                "orders.line_short", Map.of("title", line.sku().title(), "available", Math.max(0, available)));
    }

    /** Rows that many want, stock and then coupon, come last: they are locked for the shortest time. */
    private Attempted write(Handle handle, Pricing.Priced priced, Request request) {
        Cart cart = priced.cart();
        int minutes = settings.number(Setting.RESERVATION_MINUTES);
        OrderEntry.Written order = OrderEntry.write(
                handle,
                new OrderEntry.Draft(
                        request.command().key(),
                        cart,
                        request.shopper(),
                        request.address(),
                        clock.instant(),
                        minutes,
                        request.hash()));
        Long slot = order.slot();
        Money due = cart.total().minus(gift(handle, order.id(), cart, request.command()));
        boolean free = due.isZero();
        Attempt attempt = free ? null : payments.prepare(handle, start(order, due, request.command()));
        reserve(handle, order.id(), cart, minutes);
        adjusters.redeem(order.id(), priced.goods(), priced.adjustments()).ifPresent(reason -> {
            throw new RefusedException(reason);
        });
        pickUp(
                handle,
                cart,
                slot,
                new PickupBooking.Placing(
                        slot == null ? 0 : slot,
                        order.id(),
                        order.number(),
                        request.shopper().visitor()));
        if (free) {
            String means = request.command().gift() == null ? "none" : GiftCardChannel.CODE;
            book.paid(handle, book.lock(handle, order.id()).orElseThrow(), means);
        }
        return new Attempted.Fresh(order.token(), attempt);
    }

    private static boolean pickup(Cart cart) {
        Cart.Delivery delivery = cart.terms().delivery();
        return delivery != null && delivery.kind().equals("PICKUP");
    }

    /** The slot the cart chose counts when it is picked up; a choice that was left behind does not. */
    private void pickUp(Handle handle, Cart cart, @Nullable Long slot, PickupBooking.Placing placing) {
        if (!pickup(cart)) {
            return;
        }
        Optional<Refusal> refused =
                slot == null ? Optional.of(Refusal.of("orders.pickup_choose_slot")) : pickup.claim(handle, placing);
        refused.ifPresent(reason -> {
            throw new RefusedException(reason);
        });
    }

    private static DefaultPayments.Start start(OrderEntry.Written order, Money due, Command command) {
        return new DefaultPayments.Start(
                order.id(), order.number(), command.channel(), due, page(command, order.token()));
    }

    /** What a gift card pays: exactly what the shopper was shown, or the order is not placed. */
    private Money gift(Handle handle, OrderId order, Cart cart, Command command) {
        Gift gift = command.gift();
        if (gift == null) {
            return Money.zero(cart.total().currency());
        }
        Outcome<Money> held = settings.isOn(Setting.PAYMENT_GIFT_CARD)
                ? GiftPart.hold(handle, new GiftPart.Wish(order, gift.code(), cart.total()))
                : Outcome.refused(Refusal.of("orders.gift_card_unusable"));
        return switch (held) {
            case Outcome.Done<Money>(Money part) when part.minor() == gift.paysMinor() -> part;
            case Outcome.Done<Money> _ -> throw new RefusedException(Refusal.of("orders.gift_card_changed"));
            case Outcome.Refused<Money>(Refusal reason) -> throw new RefusedException(reason);
        };
    }

    private void reserve(Handle handle, OrderId order, Cart cart, int minutes) {
        TreeMap<SkuId, Integer> units = new TreeMap<>();
        cart.lines().forEach(line -> units.merge(line.sku().id(), line.quantity(), Integer::sum));
        List<SkuId> missing = stock.reserve(handle, order, units, minutes);
        if (!missing.isEmpty()) {
            Map<SkuId, Integer> left = availability.available(missing);
            cart.lines().stream()
                    .filter(line -> missing.contains(line.sku().id()))
                    .findFirst()
                    .ifPresent(line -> {
                        throw new RefusedException(
                                problem(line, left.getOrDefault(line.sku().id(), 0)));
                    });
        }
    }
}
