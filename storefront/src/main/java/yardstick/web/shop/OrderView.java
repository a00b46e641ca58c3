package yardstick.web.shop;

import java.util.List;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Money;
import yardstick.orders.Checkout;
import yardstick.orders.Deliveries.Promise;
import yardstick.orders.Order;
import yardstick.orders.Pickups.Booking;
import yardstick.orders.Shipment;
import yardstick.web.Barcode;

/**
 * The page of one order.
 *
 * @param headline what the state means for the shopper, and {@code explanation} what happens next
 * @param mood {@code good}, {@code wait} or {@code bad}
 * @param pay how the order can be paid now, or null
 * @param scan a code to pay with another device, or null
 * @param declined why the last attempt was declined and what to do, in words, or empty
 * @param money what was paid by which means, and what comes back
 * @param steps the way of the order
 * @param events what happened, newest first
 * @param way where its parcels are
 */
public record OrderView(
        Frame frame,
        Order order,
        String headline,
        String explanation,
        String mood,
        @Nullable Pay pay,
        @Nullable Scan scan,
        String declined,
        List<String> money,
        List<Step> steps,
        List<Event> events,
        Way way) {

    /** Its goods are on their way or there: the buyer has something to say. */
    public boolean reviewable() {
        return order.state() == Order.State.SHIPPED || order.state() == Order.State.DELIVERED;
    }

    /**
     * How it can be paid, and where it is.
     *
     * @param held it is reserved for an exchange and cannot be paid yet
     */
    record Ways(List<Checkout.Channel> choices, Way way, boolean held) {

        Ways(List<Checkout.Channel> choices, Way way) {
            this(choices, way, false);
        }
    }

    /**
     * @param link tracking page below the language, or empty while nothing can travel
     * @param pickup null for an order that is delivered; {@code code} null once it has ended
     */
    public record Way(
            String link,
            @Nullable Promise promise,
            List<Shipment> parcels,
            @Nullable Booking pickup,
            @Nullable Barcode code) {

        static Way delivered(String link, @Nullable Promise promise, List<Shipment> parcels) {
            return new Way(link, promise, parcels, null, null);
        }
    }

    /** @param state {@code done}, {@code now} or {@code next} */
    public record Step(String label, String state) {}

    public record Event(String at, String text) {}

    /**
     * A choice of ways to pay.
     *
     * @param chosen preselected code
     * @param due what is left to pay after a gift card
     * @param again true after a payment that did not go through
     */
    public record Pay(List<Checkout.Channel> channels, String chosen, Money due, boolean again) {}

    /** @param url where the code leads, for people on the same device */
    public record Scan(QrCode code, String url) {}
}
