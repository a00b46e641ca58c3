package yardstick.orders;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Fact;
import yardstick.kernel.VisitorId;

/**
 * A parcel arrived. Fact {@code delivered}: {@code transaction_id}, {@code order_id}, {@code parcel}, {@code carrier},
 * {@code method} and, when a day was promised, {@code days_late} (zero or below is in time).
 *
 * @param daysLate delivered minus promised, in days of the shop's zone
 */
public record ParcelDelivered(
        ShipmentId shipment,
        OrderId order,
        String number,
        int parcel,
        String carrier,
        String method,
        @Nullable Integer daysLate,
        Instant occurredAt,
        @Nullable VisitorId visitor)
        implements Fact {

    @Override
    public String name() {
        return "delivered";
    }

    @Override
    public String id() {
        return "delivered:" + shipment.value();
    }

    @Override
    public Map<String, Object> parameters() {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("transaction_id", number);
        parameters.put("order_id", order.value());
        parameters.put("parcel", parcel);
        parameters.put("carrier", carrier);
        parameters.put("method", method);
        if (daysLate != null) {
            parameters.put("days_late", daysLate);
        }
        return parameters;
    }
}
