package yardstick.orders.shop;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import yardstick.catalog.SkuId;
import yardstick.kernel.Language;
import yardstick.kernel.Money;
import yardstick.kernel.Outcome;
import yardstick.kernel.Setting;
import yardstick.kernel.VisitorId;
import yardstick.orders.Cart;
import yardstick.orders.CartId;
import yardstick.orders.Checkout;
import yardstick.orders.Checkout.Placed;
import yardstick.orders.Order;
import yardstick.orders.ParcelStatus;
import yardstick.orders.Shipment;
import yardstick.orders.Shipments;
import yardstick.orders.Shopper;
import yardstick.testkit.TestDatabase;

/** What shoppers and staff do to get an order, in one call each. */
public abstract class Buying extends Parts {

    public static final Shopper GUEST = new Shopper(Language.EN, null, new VisitorId("visitor-1"));
    public static final String CARD = "card-redirect";
    public static final String BACK = "http://shop.test/en/order/{token}/return";

    Buying(TestDatabase database, Map<Setting, String> more, boolean first, Clock clock) {
        super(database, more, first, clock);
    }

    public SkuId sku(long id, long priceMinor, int units) {
        SkuId sku = shelf.put(id, Money.of(priceMinor, "CNY"));
        stock.count(Map.of(sku, units), "first count");
        return sku;
    }

    public CartId cartWith(SkuId sku, int units) {
        CartId cart = carts.create(GUEST);
        done(carts.add(cart, sku, units, GUEST));
        return cart;
    }

    public static <T> T done(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Done<T>(T value) -> value;
            case Outcome.Refused<T> refused -> throw new AssertionError("refused: " + refused.refusal());
        };
    }

    public static String refusal(Outcome<?> outcome) {
        return outcome instanceof Outcome.Refused<?>(var refusal) ? refusal.code() : "done";
    }

    public static Map<String, String> address() {
        return new LinkedHashMap<>(Map.of(
                "name", "Testing Person",
                "email", "person@example.org",
                "line1", "1 Test Street",
                "city", "Hangzhou",
                "postcode", "310000",
                "country", "CN"));
    }

    public static Checkout.Command command(String key) {
        return new Checkout.Command(key, CARD, address(), BACK);
    }

    public Placed.Accepted place(CartId cart) {
        Checkout.Quote quote = checkout.begin(cart, GUEST).orElseThrow();
        Placed placed = checkout.place(cart, command(quote.key()), GUEST);
        if (placed instanceof Placed.Accepted accepted) {
            return accepted;
        }
        throw new AssertionError("not accepted: " + placed);
    }

    /** An order of one unit for 50.00 and 8.00 shipping that waits for its payment. */
    public Order waiting(SkuId sku) {
        return order(place(cartWith(sku, 1)).orderToken());
    }

    /** As {@link #waiting}, with a new gift card of that balance paying what it can. */
    public Order giftedOrder(SkuId sku, long minor) {
        return giftedOrder(
                sku,
                done(giftCards.issue(Money.of(minor, "CNY"), null, "", "admin")).code());
    }

    public Order giftedOrder(SkuId sku, String code) {
        CartId cart = cartWith(sku, 1);
        Checkout.Quote quote = checkout.begin(cart, GUEST).orElseThrow();
        Money pays = done(giftCards.preview(code, quote.total())).pays();
        Checkout.Command command =
                new Checkout.Command(quote.key(), CARD, address(), BACK, "", new Checkout.Gift(code, pays.minor()));
        Placed placed = checkout.place(cart, command, GUEST);
        if (placed instanceof Placed.Accepted accepted) {
            return order(accepted.orderToken());
        }
        throw new AssertionError("not accepted: " + placed);
    }

    public Order order(String token) {
        return orders.byToken(token).orElseThrow();
    }

    public Order again(Order order) {
        return order(order.token());
    }

    public static String attempt(Order order) {
        return order.payments().getLast().attempt();
    }

    /** A paid order of these units. */
    public Order paid(SkuId sku, int units) {
        Order order = order(place(cartWith(sku, units)).orderToken());
        gateway.pay(attempt(order));
        payments.returned(order.token());
        return again(order);
    }

    /** All of the order left in one parcel and arrived. */
    public Order delivered(Order order) {
        Shipment parcel = done(shipments.plan(new Shipments.Draft(order.id(), Map.of(), "sandbox"), "staff"));
        done(shipments.number(
                parcel.id(), "sf", "SF" + (1_000_000_000_000L + order.id().value())));
        done(shipments.handOver(parcel.id(), "staff"));
        done(shipments.see(parcel.id(), new Shipments.Sighting(ParcelStatus.DELIVERED, null, ""), "staff"));
        return again(order);
    }

    public Cart cart(CartId id) {
        return carts.find(id, GUEST).orElseThrow();
    }
}
