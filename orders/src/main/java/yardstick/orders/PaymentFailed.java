package yardstick.orders;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Fact;
import yardstick.kernel.Money;
import yardstick.kernel.VisitorId;

/** A payment attempt was definitively declined; the order still waits for another one. */
public record PaymentFailed(
        OrderId order,
        String number,
        String attempt,
        String channel,
        String reason,
        Money amount,
        Instant occurredAt,
        @Nullable VisitorId visitor)
        implements Fact {

    @Override
    public String name() {
        return "payment_failed";
    }

    @Override
    public String id() {
        return "payment_failed:" + attempt;
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
                "reason",
                reason,
                "value_minor",
                amount.minor(),
                "currency",
                amount.currency());
    }
}
