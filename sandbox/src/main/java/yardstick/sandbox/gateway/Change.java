package yardstick.sandbox.gateway;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One step of a payment: its new state, what goes into the books and what the shop is told. Made durable as a whole or
 * not at all.
 *
 * @param event type of the webhook, or null for none
 */
record Change(
        Payment payment, List<Entry> entries, @Nullable String event) {

    static Change begun(Payment payment) {
        return new Change(payment, List.of(), null);
    }

    static Change of(Payment payment, Entry... entries) {
        return new Change(
                payment, List.of(entries), "payment." + payment.status().code());
    }

    Change by(String payer) {
        return new Change(
                payment, entries.stream().map(entry -> entry.by(payer)).toList(), event);
    }

    Change told(String type) {
        return new Change(payment, entries, type);
    }
}
