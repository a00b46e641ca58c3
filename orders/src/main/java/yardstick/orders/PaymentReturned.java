package yardstick.orders;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Fact;
import yardstick.kernel.Money;
import yardstick.kernel.VisitorId;

/**
 * Money came for an order that did not wait for it any more, and goes back in full. Fact {@code payment_returned}:
 * {@code transaction_id}, {@code order_id}, {@code channel}, {@code value_minor}, {@code currency}.
 */
public record PaymentReturned(
        OrderId order,
        String number,
        String attempt,
        String channel,
        Money amount,
        Instant occurredAt,
        @Nullable VisitorId visitor)
        implements Fact {

    @Override
    public String name() {
        return "payment_returned";
    }

    @Override
    public String id() {
        return "payment_returned:" + attempt;
    }

    @Override
    public Map<String, Object> parameters() {
        return Map.of(
                "transaction_id",
                number,
                "order_id",
                order.value(),
                "channel",
                channel,
                "value_minor",
                amount.minor(),
                "currency",
                amount.currency());
    }
}
