package yardstick.orders;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Fact;
import yardstick.kernel.VisitorId;

/**
 * An order ended before it was paid, and gave back what it held. Fact {@code order_cancelled}: {@code transaction_id},
 * {@code order_id}, {@code by}.
 */
public record OrderCancelled(
        OrderId order,
        String number,
        By by,
        Instant occurredAt,
        @Nullable VisitorId visitor) implements Fact {

    /** Whose doing it was. */
    public enum By {
        /** The time to pay was over. */
        TIME,
        SHOPPER,
        STAFF;

        /** @param actor as the timeline names it */
        public static By of(String actor) {
            return switch (actor) {
                case "system" -> TIME;
                case "shopper" -> SHOPPER;
                default -> STAFF;
            };
        }
    }

    @Override
    public String name() {
        return "order_cancelled";
    }

    @Override
    public String id() {
        return "order_cancelled:" + order.value();
    }

    @Override
    public Map<String, Object> parameters() {
        return Map.of(
                "transaction_id",
                number,
                "order_id",
                order.value(),
                "by",
                by.name().toLowerCase(java.util.Locale.ROOT));
    }
}
