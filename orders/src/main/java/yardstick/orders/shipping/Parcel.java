package yardstick.orders.shipping;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import yardstick.orders.OrderId;
import yardstick.orders.ParcelStatus;
import yardstick.orders.Shipment.State;
import yardstick.orders.ShipmentId;
import yardstick.orders.json.JsonText;
import yardstick.orders.spi.Carrier;

/** A parcel as commands see it. */
record Parcel(
        ShipmentId id,
        OrderId order,
        String orderNumber,
        int no,
        String key,
        State state,
        ParcelStatus status,
        String carrier,
        String method,
        @Nullable String number,
        String webhookUrl,
        @Nullable LocalDate promisedBy,
        int checks,
        @Nullable Instant askedAt,
        Map<String, String> address) {

    static final String SELECT = """
            SELECT s.*, o.number AS order_number, o.address FROM orders.shipment s
            JOIN orders.orders o ON o.id = s.order_id
            """;

    static Parcel of(ResultSet row) throws SQLException {
        Timestamp asked = row.getTimestamp("asked_at");
        return new Parcel(
                new ShipmentId(row.getLong("id")),
                new OrderId(row.getLong("order_id")),
                row.getString("order_number"),
                row.getInt("no"),
                row.getString("key"),
                State.valueOf(row.getString("state")),
                ParcelStatus.valueOf(row.getString("status")),
                row.getString("carrier"),
                row.getString("method"),
                row.getString("tracking_number"),
                row.getString("webhook_url"),
                row.getObject("promised_by", LocalDate.class),
                row.getInt("checks"),
                asked == null ? null : asked.toInstant(),
                JsonText.strings(row.getString("address")));
    }

    Carrier.Parcel forCarrier() {
        return new Carrier.Parcel(key, orderNumber + "-" + no, method, address, webhookUrl);
    }

    boolean mayBecome(State next) {
        return ShipmentTransitions.allowed(state, next);
    }
}
