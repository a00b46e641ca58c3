package yardstick.orders;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Fact;
import yardstick.kernel.VisitorId;

/**
 * A shopper placed an order and has yet to pay it. Fact {@code order_placed}: {@code transaction_id}, {@code order_id},
 * {@code units}. The money is told by {@link Purchase}.
 */
public record OrderPlaced(
        OrderId order,
        String number,
        int units,
        Instant occurredAt,
        @Nullable VisitorId visitor) implements Fact {

    @Override
    public String name() {
        return "order_placed";
    }

    @Override
    public String id() {
        return "order_placed:" + order.value();
    }

    @Override
    public Map<String, Object> parameters() {
        return Map.of("transaction_id", number, "order_id", order.value(), "units", units);
    }
}
