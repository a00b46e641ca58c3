package yardstick.orders.shipping;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;
import yardstick.orders.OrderId;
import yardstick.orders.ParcelStatus;
import yardstick.orders.Shipment.State;
import yardstick.orders.ShipmentId;
import yardstick.orders.cart.Tokens;
import yardstick.orders.spi.Carrier.Scan;

/** Statements on parcels. Whoever writes has locked the order first and the parcel after it. */
final class ParcelStore {

    /** Nobody waits longer than this for news that a webhook should have brought. */
    private static final long LONGEST_WAIT = 6 * 3_600;

    private static final long LONGEST_WAIT_FOR_ANSWER = 300;

    private ParcelStore() {}

    static Optional<Parcel> find(Handle handle, ShipmentId id) {
        return handle.createQuery(Parcel.SELECT + "WHERE s.id = :id")
                .bind("id", id.value())
                .map((row, context) -> Parcel.of(row))
                .findOne();
    }

    static Optional<Parcel> lock(Handle handle, ShipmentId id) {
        return handle.createQuery(Parcel.SELECT + "WHERE s.id = :id FOR UPDATE OF s")
                .bind("id", id.value())
                .map((row, context) -> Parcel.of(row))
                .findOne();
    }

    static Optional<ShipmentId> byNumber(Handle handle, String carrier, String number) {
        return handle.createQuery("""
                        SELECT id FROM orders.shipment
                        WHERE carrier = :carrier AND tracking_number = :number AND state <> 'CANCELLED'""")
                .bind("carrier", carrier)
                .bind("number", number)
                .mapTo(Long.class)
                .map(ShipmentId::new)
                .findOne();
    }

    static List<ShipmentId> due(Handle handle, int limit) {
        return handle.createQuery("""
                        SELECT id FROM orders.shipment WHERE next_check_at <= now() ORDER BY next_check_at LIMIT :limit""")
                .bind("limit", limit)
                .mapTo(Long.class)
                .map(ShipmentId::new)
                .list();
    }

    /** Still here, though their order has ended. */
    static List<ShipmentId> orphans(Handle handle, int limit) {
        return handle.createQuery("""
                        SELECT s.id FROM orders.shipment s JOIN orders.orders o ON o.id = s.order_id
                        WHERE s.state IN ('PLANNED', 'BOOKING', 'BOOKED') AND o.state IN ('CANCELLED', 'REFUNDED')
                        ORDER BY s.id LIMIT :limit""")
                .bind("limit", limit)
                .mapTo(Long.class)
                .map(ShipmentId::new)
                .list();
    }

    static ShipmentId insert(Handle handle, OrderId order, String carrier) {
        return handle.createQuery("""
                        INSERT INTO orders.shipment (order_id, no, key, carrier, method, promised_by)
                        SELECT :order, 1 + (SELECT count(*) FROM orders.shipment WHERE order_id = :order), :key, :carrier,
                               coalesce(d.method, 'standard'), d.promised_by
                        FROM (SELECT 1) AS one LEFT JOIN orders.delivery d ON d.order_id = :order
                        RETURNING id""")
                .bind("order", order.value())
                .bind("key", Tokens.next())
                .bind("carrier", carrier)
                .mapTo(Long.class)
                .map(ShipmentId::new)
                .one();
    }

    static void insertLines(Handle handle, ShipmentId id, OrderId order, Map<Integer, Integer> units) {
        PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO orders.shipment_line (shipment_id, order_id, line_no, quantity)
                VALUES (:shipment, :order, :line, :quantity)""");
        units.forEach((line, quantity) -> batch.bind("shipment", id.value())
                .bind("order", order.value())
                .bind("line", line)
                .bind("quantity", quantity)
                .add());
        batch.execute();
    }

    /** The carrier is asked; when the answer stays out it is asked again. */
    static void asking(Handle handle, Parcel parcel, State state, String webhookUrl) {
        handle.createUpdate("""
                        UPDATE orders.shipment SET state = :state, webhook_url = :webhook, problem = '', checks = 0,
                               asked_at = now(), next_check_at = now() + interval '15 seconds' WHERE id = :id""")
                .bind("state", state.name())
                .bind("webhook", webhookUrl)
                .bind("id", parcel.id().value())
                .execute();
    }

    static void later(Handle handle, Parcel parcel) {
        boolean answer = parcel.state() == State.BOOKING || parcel.state() == State.RECALLING;
        long wait = (answer ? 5L : 120L) << Math.min(20, parcel.checks());
        handle.createUpdate("""
                        UPDATE orders.shipment SET checks = checks + 1,
                               next_check_at = now() + make_interval(secs => :seconds) WHERE id = :id""")
                .bind("seconds", Math.min(answer ? LONGEST_WAIT_FOR_ANSWER : LONGEST_WAIT, wait))
                .bind("id", parcel.id().value())
                .execute();
    }

    /** @param watched false for carriers that cannot be asked */
    static void booked(Handle handle, Parcel parcel, String carrier, String number) {
        handle.createUpdate("""
                        UPDATE orders.shipment SET state = 'BOOKED', carrier = :carrier, tracking_number = :number,
                               checks = 0, next_check_at = NULL WHERE id = :id""")
                .bind("carrier", carrier)
                .bind("number", number)
                .bind("id", parcel.id().value())
                .execute();
    }

    static void problem(Handle handle, Parcel parcel, State state, String problem) {
        handle.createUpdate("""
                        UPDATE orders.shipment SET state = :state, problem = :problem, next_check_at = NULL
                        WHERE id = :id""")
                .bind("state", state.name())
                .bind("problem", problem)
                .bind("id", parcel.id().value())
                .execute();
    }

    static void handedOver(Handle handle, Parcel parcel, Instant at) {
        handle.createUpdate("""
                        UPDATE orders.shipment SET state = 'HANDED_OVER', handed_over_at = :at, problem = '', checks = 0
                        WHERE id = :id""").bind("at", at).bind("id", parcel.id().value()).execute();
        handle.createUpdate("""
                        UPDATE orders.order_line l SET shipped = l.shipped + p.quantity
                        FROM orders.shipment_line p
                        WHERE p.shipment_id = :id AND l.order_id = p.order_id AND l.line_no = p.line_no""").bind("id", parcel.id().value()).execute();
    }

    /** Its units can be put into another parcel. */
    static void cancelled(Handle handle, Parcel parcel) {
        handle.createUpdate("UPDATE orders.shipment SET state = 'CANCELLED', next_check_at = NULL WHERE id = :id")
                .bind("id", parcel.id().value())
                .execute();
        handle.createUpdate("""
                        UPDATE orders.order_line l SET allotted = l.allotted - p.quantity
                        FROM orders.shipment_line p
                        WHERE p.shipment_id = :id AND l.order_id = p.order_id AND l.line_no = p.line_no""").bind("id", parcel.id().value()).execute();
    }

    /** False when it was known already. */
    static boolean insertScan(Handle handle, Parcel parcel, Scan scan, String source) {
        return handle.createUpdate("""
                        INSERT INTO orders.shipment_event (shipment_id, at, status, place, source, late)
                        SELECT :id, :at, :status, :place, :source, EXISTS (
                            SELECT FROM orders.shipment_event WHERE shipment_id = :id AND at > :at)
                        ON CONFLICT DO NOTHING""")
                        .bind("id", parcel.id().value())
                        .bind("at", scan.at())
                        .bind("status", scan.status().name())
                        .bind("place", scan.place())
                        .bind("source", source)
                        .execute()
                == 1;
    }

    static List<Scan> scans(Handle handle, Parcel parcel) {
        return handle.createQuery("SELECT at, status, place FROM orders.shipment_event WHERE shipment_id = :id")
                .bind("id", parcel.id().value())
                .map((row, context) -> new Scan(
                        row.getTimestamp(1).toInstant(), ParcelStatus.valueOf(row.getString(2)), row.getString(3)))
                .list();
    }

    static void standing(Handle handle, Parcel parcel, ParcelStatus status, @Nullable Instant deliveredAt) {
        handle.createUpdate("UPDATE orders.shipment SET status = :status, delivered_at = :delivered WHERE id = :id")
                .bind("status", status.name())
                .bind("delivered", deliveredAt)
                .bind("id", parcel.id().value())
                .execute();
    }

    static void watch(Handle handle, Parcel parcel, boolean watched) {
        handle.createUpdate("""
                        UPDATE orders.shipment SET checks = 0,
                               next_check_at = CASE WHEN :watched THEN now() + interval '2 minutes' END WHERE id = :id""")
                .bind("watched", watched)
                .bind("id", parcel.id().value())
                .execute();
    }
}
