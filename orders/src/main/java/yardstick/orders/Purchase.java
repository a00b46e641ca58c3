package yardstick.orders;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Fact;
import yardstick.kernel.Money;
import yardstick.kernel.VisitorId;

/**
 * An order was paid, or was taken over paid from a history. GA4 {@code purchase}: parameters {@code transaction_id},
 * {@code value_minor}, {@code currency}, {@code customer} (absent for guests), {@code source}, {@code items}.
 */
public record Purchase(
        OrderId order,
        String number,
        String source,
        @Nullable CustomerId customer,
        Money total,
        List<Map<String, Object>> items,
        Instant occurredAt,
        @Nullable VisitorId visitor)
        implements Fact {

    @Override
    public String name() {
        return "purchase";
    }

    @Override
    public String id() {
        return "purchase:" + order.value();
    }

    @Override
    public Map<String, Object> parameters() {
        Map<String, Object> parameters = new java.util.LinkedHashMap<>();
        parameters.put("transaction_id", number);
        parameters.put("order_id", order.value());
        parameters.put("value_minor", total.minor());
        parameters.put("currency", total.currency());
        parameters.put("source", source);
        if (customer != null) {
            parameters.put("customer", customer.value());
        }
        parameters.put("items", items);
        return parameters;
    }
}
