package yardstick.orders;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Fact;
import yardstick.kernel.Money;
import yardstick.kernel.VisitorId;

/**
 * Money of a paid order went back, in part or in full. GA4 {@code refund}: parameters {@code transaction_id},
 * {@code order_id}, {@code refund_id}, {@code value_minor}, {@code currency}, {@code customer} (absent for guests).
 */
public record OrderRefunded(
        OrderId order,
        String number,
        String refund,
        @Nullable CustomerId customer,
        Money amount,
        Instant occurredAt,
        @Nullable VisitorId visitor)
        implements Fact {

    @Override
    public String name() {
        return "refund";
    }

    @Override
    public String id() {
        return "refund:" + refund;
    }

    @Override
    public Map<String, Object> parameters() {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("transaction_id", number);
        parameters.put("order_id", order.value());
        parameters.put("refund_id", refund);
        parameters.put("value_minor", amount.minor());
        parameters.put("currency", amount.currency());
        if (customer != null) {
            parameters.put("customer", customer.value());
        }
        return parameters;
    }
}
