package yardstick.orders.shipping;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import yardstick.orders.OrderId;
import yardstick.orders.ParcelStatus;
import yardstick.orders.Shipment;
import yardstick.orders.ShipmentId;
import yardstick.orders.sql.SqlArrays;

/** Parcels with their lines and events, in three statements however many there are. */
final class ShipmentReader {

    private ShipmentReader() {}

    static Optional<Shipment> one(Handle handle, ShipmentId id) {
        return read(handle, "s.id", id.value()).stream().findFirst();
    }

    static List<Shipment> ofOrder(Handle handle, OrderId order) {
        return read(handle, "s.order_id", order.value());
    }

    private record Numbered<T>(long shipment, T value) {}

    private static List<Shipment> read(Handle handle, String column, long value) {
        List<Shipment> bare = handle.createQuery("""
                        SELECT s.*, o.number AS order_number FROM orders.shipment s
                        JOIN orders.orders o ON o.id = s.order_id
                        WHERE %s = :value ORDER BY s.no""".formatted(column))
                .bind("value", value)
                .map((row, context) -> shipment(row))
                .list();
        if (bare.isEmpty()) {
            return bare;
        }
        List<Long> ids = bare.stream().map(each -> each.id().value()).toList();
        Map<Long, List<Shipment.Line>> lines = lines(handle, ids);
        Map<Long, List<Shipment.Event>> events = events(handle, ids);
        return bare.stream()
                .map(each -> with(
                        each,
                        lines.getOrDefault(each.id().value(), List.of()),
                        events.getOrDefault(each.id().value(), List.of())))
                .toList();
    }

    private static Map<Long, List<Shipment.Line>> lines(Handle handle, List<Long> ids) {
        return SqlArrays.on(handle)
                .createQuery("""
                        SELECT p.shipment_id, p.line_no, l.code, l.title, p.quantity FROM orders.shipment_line p
                        JOIN orders.order_line l ON l.order_id = p.order_id AND l.line_no = p.line_no
                        WHERE p.shipment_id = ANY (:ids) ORDER BY p.line_no""")
                .bindArray("ids", Long.class, ids)
                .map((row, context) -> new Numbered<>(
                        row.getLong(1),
                        new Shipment.Line(row.getInt(2), row.getString(3), row.getString(4), row.getInt(5))))
                .list()
                .stream()
                .collect(grouped());
    }

    private static Map<Long, List<Shipment.Event>> events(Handle handle, List<Long> ids) {
        return SqlArrays.on(handle)
                .createQuery("""
                        SELECT shipment_id, at, status, place, source, late FROM orders.shipment_event
                        WHERE shipment_id = ANY (:ids) ORDER BY at, id""")
                .bindArray("ids", Long.class, ids)
                .map((row, context) -> new Numbered<>(
                        row.getLong(1),
                        new Shipment.Event(
                                row.getTimestamp(2).toInstant(),
                                ParcelStatus.valueOf(row.getString(3)),
                                row.getString(4),
                                row.getString(5),
                                row.getBoolean(6))))
                .list()
                .stream()
                .collect(grouped());
    }

    private static <T> java.util.stream.Collector<Numbered<T>, ?, Map<Long, List<T>>> grouped() {
        return Collectors.groupingBy(Numbered::shipment, Collectors.mapping(Numbered::value, Collectors.toList()));
    }

    private static Shipment shipment(ResultSet row) throws SQLException {
        return new Shipment(
                new ShipmentId(row.getLong("id")),
                new OrderId(row.getLong("order_id")),
                row.getString("order_number"),
                row.getInt("no"),
                Shipment.State.valueOf(row.getString("state")),
                ParcelStatus.valueOf(row.getString("status")),
                row.getString("carrier"),
                row.getString("method"),
                row.getString("tracking_number"),
                row.getObject("promised_by", LocalDate.class),
                row.getString("problem"),
                row.getTimestamp("created_at").toInstant(),
                instant(row.getTimestamp("handed_over_at")),
                instant(row.getTimestamp("delivered_at")),
                List.of(),
                List.of());
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }

    private static Shipment with(Shipment bare, List<Shipment.Line> lines, List<Shipment.Event> events) {
        return new Shipment(
                bare.id(),
                bare.order(),
                bare.orderNumber(),
                bare.no(),
                bare.state(),
                bare.status(),
                bare.carrier(),
                bare.method(),
                bare.trackingNumber(),
                bare.promisedBy(),
                bare.problem(),
                bare.createdAt(),
                bare.handedOverAt(),
                bare.deliveredAt(),
                lines,
                events);
    }
}
