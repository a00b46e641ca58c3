package yardstick.orders;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Fact;
import yardstick.kernel.VisitorId;

/**
 * A pick-up moved on. Fact {@code pickup_booked}, {@code pickup_ready}, {@code pickup_collected} or {@code pickup_missed}:
 * {@code transaction_id}, {@code order_id}, {@code point}, {@code slot} (its start, ISO 8601).
 */
public record PickupMoved(
        Step step,
        OrderId order,
        String number,
        String point,
        Instant slot,
        Instant occurredAt,
        @Nullable VisitorId visitor)
        implements Fact {

    /** What happened to it. */
    public enum Step {
        BOOKED,
        READY,
        COLLECTED,
        MISSED
    }

    @Override
    public String name() {
        return "pickup_" + step.name().toLowerCase(java.util.Locale.ROOT);
    }

    @Override
    public String id() {
        return name() + ":" + order.value();
    }

    @Override
    public Map<String, Object> parameters() {
        return Map.of("transaction_id", number, "order_id", order.value(), "point", point, "slot", slot.toString());
    }
}
