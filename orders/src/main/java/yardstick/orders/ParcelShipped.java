package yardstick.orders;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Fact;
import yardstick.kernel.VisitorId;

/**
 * A parcel left the house. Fact {@code shipped}: {@code transaction_id}, {@code order_id}, {@code parcel},
 * {@code carrier}, {@code method}, {@code units}, {@code complete} (nothing of the order is left here).
 */
public record ParcelShipped(
        ShipmentId shipment,
        OrderId order,
        String number,
        int parcel,
        String carrier,
        String method,
        int units,
        boolean complete,
        Instant occurredAt,
        @Nullable VisitorId visitor)
        implements Fact {

    @Override
    public String name() {
        return "shipped";
    }

    @Override
    public String id() {
        return "shipped:" + shipment.value();
    }

    @Override
    public Map<String, Object> parameters() {
        return Map.of(
                "transaction_id",
                number,
                "order_id",
                order.value(),
                "parcel",
                parcel,
                "carrier",
                carrier,
                "method",
                method,
                "units",
                units,
                "complete",
                complete);
    }
}
