package yardstick.orders.shipping;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import yardstick.kernel.Database;
import yardstick.kernel.Settings;
import yardstick.orders.OrderId;
import yardstick.orders.ParcelStatus;
import yardstick.orders.ShipBoard;
import yardstick.orders.Shipment;
import yardstick.orders.ShipmentId;
import yardstick.orders.sql.SqlArrays;

/** The board, in one statement per lane and one for the counts. */
@ApplicationScoped
class DefaultShipBoard implements ShipBoard {

    private static final String TROUBLE = """
            CASE WHEN s.problem <> '' AND s.state IN ('PLANNED', 'BOOKED') THEN 'REFUSED'
                 WHEN s.state IN ('BOOKING', 'RECALLING') AND s.checks >= 3 THEN 'UNANSWERED'
                 WHEN s.state <> 'HANDED_OVER' OR s.delivered_at IS NOT NULL THEN NULL
                 WHEN s.status IN ('ATTEMPT_FAIL', 'EXCEPTION', 'EXPIRED') THEN 'REPORTED'
                 WHEN s.promised_by < :today THEN 'OVERDUE'
                 WHEN s.status IN ('PENDING', 'INFO_RECEIVED') AND s.handed_over_at < now() - interval '2 days'
                     AND s.next_check_at IS NOT NULL THEN 'UNSEEN' END""";

    private static final String LANE = """
            CASE WHEN trouble IS NOT NULL THEN 'exceptions'
                 WHEN state = 'HANDED_OVER' THEN 'inTransit' ELSE 'toShip' END""";

    private static final String OPEN = """
            SELECT *, %s AS lane FROM (
                SELECT s.*, o.number AS order_number, o.name, %s AS trouble
                FROM orders.shipment s JOIN orders.orders o ON o.id = s.order_id
                WHERE s.state <> 'CANCELLED' AND s.delivered_at IS NULL) AS open
            """.formatted(LANE, TROUBLE);

    private static final String TO_PICK = """
            SELECT o.id, o.number, o.name, o.paid_at, d.promised_by,
                   sum(l.quantity - l.cancelled - l.allotted)::int AS units
            FROM orders.orders o
            JOIN orders.order_line l ON l.order_id = o.id AND l.kind = 'goods'
            LEFT JOIN orders.delivery d ON d.order_id = o.id
            WHERE o.state = 'PAID' AND o.source = 'shop'
              AND NOT EXISTS (SELECT FROM orders.pickup_booking b WHERE b.order_id = o.id)
            GROUP BY o.id, d.promised_by
            HAVING sum(l.quantity - l.cancelled - l.allotted) > 0
            """;

    @Inject
    Database database;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    @Override
    public Lanes lanes(int limit) {
        return database.read(handle -> new Lanes(
                cards(handle, "exceptions", limit),
                toPick(handle, limit),
                cards(handle, "toShip", limit),
                cards(handle, "inTransit", limit),
                counts(handle)));
    }

    private LocalDate today() {
        return clock.instant().atZone(settings.zone()).toLocalDate();
    }

    private List<Card> cards(Handle handle, String lane, int limit) {
        return handle.createQuery("""
                        SELECT lane.*, (SELECT sum(quantity) FROM orders.shipment_line l WHERE l.shipment_id = lane.id)
                               AS units
                        FROM (%s) AS lane WHERE lane = :lane
                        ORDER BY coalesce(promised_by, 'infinity'), id LIMIT :limit""".formatted(OPEN))
                .bind("today", today())
                .bind("lane", lane)
                .bind("limit", limit)
                .map((row, context) -> card(row))
                .list();
    }

    private static Card card(ResultSet row) throws SQLException {
        String trouble = row.getString("trouble");
        java.sql.Timestamp left = row.getTimestamp("handed_over_at");
        return new Card(
                new ShipmentId(row.getLong("id")),
                row.getString("order_number"),
                row.getInt("no"),
                row.getString("name"),
                Shipment.State.valueOf(row.getString("state")),
                ParcelStatus.valueOf(row.getString("status")),
                row.getString("carrier"),
                row.getString("tracking_number"),
                row.getObject("promised_by", LocalDate.class),
                (left == null ? row.getTimestamp("created_at") : left).toInstant(),
                row.getInt("units"),
                trouble == null ? null : Trouble.valueOf(trouble),
                row.getString("problem"));
    }

    private static List<ToPick> toPick(Handle handle, int limit) {
        return handle.createQuery(TO_PICK + "ORDER BY o.paid_at, o.id LIMIT :limit")
                .bind("limit", limit)
                .map((row, context) -> new ToPick(
                        new OrderId(row.getLong("id")),
                        row.getString("number"),
                        row.getString("name"),
                        row.getTimestamp("paid_at").toInstant(),
                        row.getInt("units"),
                        row.getObject("promised_by", LocalDate.class)))
                .list();
    }

    private Map<String, Integer> counts(Handle handle) {
        Map<String, Integer> counts =
                new LinkedHashMap<>(Map.of("exceptions", 0, "toPick", 0, "toShip", 0, "inTransit", 0));
        handle.createQuery("""
                        SELECT lane, count(*)::int FROM (%s) AS lanes GROUP BY lane
                        UNION ALL SELECT 'toPick', count(*)::int FROM (%s) AS waiting""".formatted(OPEN, TO_PICK))
                .bind("today", today())
                .map((row, context) -> Map.entry(row.getString(1), row.getInt(2)))
                .forEach(count -> counts.put(count.getKey(), count.getValue()));
        return counts;
    }

    private record Found(String bin, String code, String title, String number, int units) {}

    @Override
    public List<Pick> pickList(Collection<String> orderNumbers) {
        List<Found> found = database.read(handle -> SqlArrays.on(handle)
                .createQuery("""
                        SELECT coalesce(b.bin, ''), l.code, min(l.title), o.number,
                               sum(l.quantity - l.cancelled - l.shipped)::int
                        FROM orders.orders o
                        JOIN orders.order_line l ON l.order_id = o.id AND l.kind = 'goods'
                        LEFT JOIN orders.pick_bin b ON b.sku = l.sku
                        WHERE o.number = ANY (:numbers) AND o.state = 'PAID' AND o.source = 'shop'
                        GROUP BY coalesce(b.bin, ''), l.code, o.number
                        HAVING sum(l.quantity - l.cancelled - l.shipped) > 0
                        ORDER BY 1, 2, 4""")
                .bindArray("numbers", String.class, List.copyOf(orderNumbers))
                .map((row, context) -> new Found(
                        row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getInt(5)))
                .list());
        Map<String, Pick> picks = new LinkedHashMap<>();
        for (Found each : found) {
            picks.merge(
                    each.bin() + '\n' + each.code(),
                    new Pick(each.bin(), each.code(), each.title(), each.units(), Map.of(each.number(), each.units())),
                    DefaultShipBoard::together);
        }
        return List.copyOf(picks.values());
    }

    private static Pick together(Pick left, Pick right) {
        Map<String, Integer> perOrder = new LinkedHashMap<>(left.perOrder());
        perOrder.putAll(right.perOrder());
        return new Pick(left.bin(), left.code(), left.title(), left.units() + right.units(), perOrder);
    }
}
