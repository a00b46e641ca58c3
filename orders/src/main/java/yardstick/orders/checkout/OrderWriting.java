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
import yardstick.kernel.Money;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;
import yardstick.kernel.Setting;
import yardstick.kernel.Settings;
import yardstick.orders.Cart;
import yardstick.orders.Checkout;
import yardstick.orders.OrderId;
import yardstick.orders.OrderPlaced;
import yardstick.orders.Shopper;
import yardstick.orders.book.OrderBook;
import yardstick.orders.cart.Adjusters;
import yardstick.orders.cart.Pricing;
import yardstick.orders.cart.RefusedException;
import yardstick.orders.giftcard.GiftCardChannel;
import yardstick.orders.giftcard.GiftPart;
import yardstick.orders.inventory.StockLedger;
import yardstick.orders.payment.Attempt;
import yardstick.orders.payment.DefaultPayments;
import yardstick.orders.pickup.PickupBooking;

/** Writes what was agreed: order, gift card, attempt, stock, discounts and pick-up stand or fall together. */
@ApplicationScoped
class OrderWriting {

    @Inject
    Adjusters adjusters;

    @Inject
    StockLedger stock;

    @Inject
    Availability availability;

    @Inject
    DefaultPayments payments;

    @Inject
    PickupBooking pickup;

    @Inject
    OrderBook book;

    @Inject
    Announcer announcer;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    /** Rows that many want, stock and then coupon, come last: they are locked for the shortest time. */
    Attempted write(Handle handle, Pricing.Priced priced, Submission request) {
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
        tell(order, cart.units(), request.shopper());
        Long slot = order.slot();
        Money due = cart.total().minus(gift(handle, order.id(), cart, request.command()));
        boolean free = due.isZero();
        Attempt attempt = free ? null : payments.prepare(handle, start(order, due, request));
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

    private void tell(OrderEntry.Written order, int units, Shopper shopper) {
        announcer.announce(new OrderPlaced(order.id(), order.number(), units, clock.instant(), shopper.visitor()));
    }

    /** The slot the cart chose counts when it is picked up; a choice that was left behind does not. */
    private void pickUp(Handle handle, Cart cart, @Nullable Long slot, PickupBooking.Placing placing) {
        if (!Quoting.isPickup(cart)) {
            return;
        }
        Optional<Refusal> refused =
                slot == null ? Optional.of(Refusal.of("orders.pickup_choose_slot")) : pickup.claim(handle, placing);
        refused.ifPresent(reason -> {
            throw new RefusedException(reason);
        });
    }

    private static DefaultPayments.Start start(OrderEntry.Written order, Money due, Submission request) {
        return new DefaultPayments.Start(
                order.id(), order.number(), request.command().channel(), due, request.page(order.token()));
    }

    /** What a gift card pays: exactly what the shopper was shown, or the order is not placed. */
    private Money gift(Handle handle, OrderId order, Cart cart, Checkout.Command command) {
        Checkout.Gift gift = command.gift();
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
                        throw new RefusedException(Placing.problem(
                                line, left.getOrDefault(line.sku().id(), 0)));
                    });
        }
    }
}
