package yardstick.orders.inventory;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import yardstick.catalog.SkuId;
import yardstick.orders.Warehousing.Component;
import yardstick.orders.Warehousing.Level;
import yardstick.orders.Warehousing.Low;
import yardstick.orders.Warehousing.Movement;
import yardstick.orders.Warehousing.Sheet;
import yardstick.orders.Warehousing.Warehouse;
import yardstick.orders.sql.SqlArrays;

/** Reads what the warehouse pages show. */
final class SheetReader {

    private static final String WAREHOUSE = "id, code, name, priority, active";

    private SheetReader() {}

    static List<Warehouse> warehouses(Handle handle) {
        return handle.createQuery("SELECT " + WAREHOUSE + " FROM orders.warehouse ORDER BY priority, id")
                .map(SheetReader::warehouse)
                .list();
    }

    static Optional<Warehouse> warehouse(Handle handle, String code) {
        return handle.createQuery("SELECT " + WAREHOUSE + " FROM orders.warehouse WHERE code = :code")
                .bind("code", code)
                .map(SheetReader::warehouse)
                .findOne();
    }

    private static Warehouse warehouse(java.sql.ResultSet row, StatementContext context) throws java.sql.SQLException {
        return new Warehouse(
                row.getInt("id"),
                row.getString("code"),
                row.getString("name"),
                row.getInt("priority"),
                row.getBoolean("active"));
    }

    static Sheet sheet(Handle handle, SkuId sku, int movements) {
        int available = SqlArrays.on(handle)
                .createQuery(LevelSql.AVAILABLE)
                .bindArray("skus", Long.class, List.of(sku.value()))
                .map((row, context) -> row.getInt(2))
                .one();
        int waiting = handle.createQuery(
                        "SELECT count(*) FROM orders.stock_notice WHERE sku = :sku AND sent_at IS NULL")
                .bind("sku", sku.value())
                .mapTo(Integer.class)
                .one();
        return new Sheet(
                sku,
                available,
                levels(handle, sku),
                movements(handle, sku, movements),
                components(handle, List.of(sku)).getOrDefault(sku, List.of()),
                waiting);
    }

    private static List<Level> levels(Handle handle, SkuId sku) {
        return handle.createQuery("""
                        SELECT h.id, h.code, h.name, h.priority, h.active, coalesce(l.on_hand, 0) AS on_hand,
                               coalesce(l.reserved, 0) AS reserved, coalesce(l.outgoing, 0) AS outgoing,
                               coalesce(l.safety, 0) AS safety
                        FROM orders.warehouse h LEFT JOIN orders.stock_level l ON l.warehouse = h.id AND l.sku = :sku
                        ORDER BY h.priority, h.id""")
                .bind("sku", sku.value())
                .map((row, context) -> new Level(
                        warehouse(row, context),
                        row.getInt("on_hand"),
                        row.getInt("reserved"),
                        row.getInt("outgoing"),
                        row.getInt("safety")))
                .list();
    }

    private static List<Movement> movements(Handle handle, SkuId sku, int limit) {
        return handle.createQuery("""
                        SELECT m.id, m.at, h.code, m.kind, m.on_hand_delta, m.reserved_delta, m.outgoing_delta, o.number,
                               m.actor, m.reason
                        FROM orders.stock_movement m JOIN orders.warehouse h ON h.id = m.warehouse
                        LEFT JOIN orders.orders o ON o.id = m.order_id
                        WHERE m.sku = :sku ORDER BY m.id DESC LIMIT :limit""")
                .bind("sku", sku.value())
                .bind("limit", limit)
                .map((row, context) -> new Movement(
                        row.getLong(1),
                        row.getTimestamp(2).toInstant(),
                        row.getString(3),
                        row.getString(4),
                        row.getInt(5),
                        row.getInt(6),
                        row.getInt(7),
                        row.getString(8),
                        row.getString(9),
                        row.getString(10)))
                .list();
    }

    static Map<SkuId, List<Component>> components(Handle handle, List<SkuId> skus) {
        Map<SkuId, List<Component>> components = new HashMap<>();
        SqlArrays.on(handle)
                .createQuery("""
                        SELECT bundle, component, quantity FROM orders.bundle_component
                        WHERE bundle = ANY (:skus) ORDER BY bundle, component""")
                .bindArray("skus", Long.class, skus.stream().map(SkuId::value).toList())
                .map((row, context) ->
                        Map.entry(new SkuId(row.getLong(1)), new Component(new SkuId(row.getLong(2)), row.getInt(3))))
                .forEach(entry -> components
                        .computeIfAbsent(entry.getKey(), unused -> new java.util.ArrayList<>())
                        .add(entry.getValue()));
        return components;
    }

    static List<Low> low(Handle handle, int threshold, int limit) {
        return handle.createQuery("""
                        SELECT l.sku, sum(greatest(l.on_hand - l.reserved - l.safety, 0))::int AS available,
                               sum(l.reserved)::int AS reserved,
                               (SELECT count(*) FROM orders.stock_notice n
                                WHERE n.sku = l.sku AND n.sent_at IS NULL)::int AS waiting
                        FROM orders.stock_level l JOIN orders.warehouse h ON h.id = l.warehouse AND h.active
                        GROUP BY l.sku HAVING sum(greatest(l.on_hand - l.reserved - l.safety, 0)) <= :threshold
                        ORDER BY waiting DESC, available, reserved DESC, l.sku LIMIT :limit""")
                .bind("threshold", threshold)
                .bind("limit", limit)
                .map((row, context) -> new Low(new SkuId(row.getLong(1)), row.getInt(2), row.getInt(3), row.getInt(4)))
                .list();
    }
}
