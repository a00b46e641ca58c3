package yardstick.web.shop;

import java.util.List;
import yardstick.orders.Order;

/**
 * The page of one order.
 *
 * @param headline what the state means for the shopper, and {@code explanation} what happens next
 * @param mood {@code good}, {@code wait} or {@code bad}
 * @param retry channel to pay with again, or empty
 * @param declined why the last attempt was declined, in words, or empty
 * @param steps the way of the parcel
 * @param events what happened, newest first
 */
public record OrderView(
        Frame frame,
        Order order,
        String headline,
        String explanation,
        String mood,
        String retry,
        String declined,
        List<Step> steps,
        List<Event> events) {

    /** @param state {@code done}, {@code now} or {@code next} */
    public record Step(String label, String state) {}

    public record Event(String at, String text) {}
}
