package yardstick.orders.inventory;

/**
 * The statements that decide about stock. Each locks its levels in the order of SKU and warehouse before it looks at
 * them, so the numbers it decides on are the ones it changes.
 */
final class LedgerSql {

    /**
     * Takes the units of an order, or nothing. Bundles are taken as their components. A warehouse that has everything
     * serves the order alone, lowest priority number first; otherwise each SKU comes from a warehouse that has all of it,
     * and only then from several.
     *
     * <p>Rows: {@code SHORT} with a SKU asked for of which there is not enough, {@code GONE} with a SKU that may have
     * sold out now, {@code TAKEN} with the number of levels changed and {@code SHARES} with the number there should be.
     */
    static final String RESERVE = """
            WITH part AS (
                SELECT w.sku AS line, coalesce(b.component, w.sku) AS sku, w.units * coalesce(b.quantity, 1) AS units,
                       b.quantity AS per_bundle
                FROM unnest(:skus, :units) AS w(sku, units)
                LEFT JOIN orders.bundle_component b ON b.bundle = w.sku),
            wanted AS (SELECT sku, sum(units)::int AS units FROM part GROUP BY sku),
            locked AS MATERIALIZED (
                SELECT l.sku, l.warehouse, greatest(l.on_hand - l.reserved - l.safety, 0) AS free, w.units, h.priority
                FROM wanted w JOIN orders.stock_level l ON l.sku = w.sku
                JOIN orders.warehouse h ON h.id = l.warehouse AND h.active
                ORDER BY l.sku, l.warehouse FOR NO KEY UPDATE OF l),
            whole AS (
                SELECT warehouse FROM locked WHERE free >= units GROUP BY warehouse, priority
                HAVING count(*) = (SELECT count(*) FROM wanted) ORDER BY priority, warehouse LIMIT 1),
            queue AS (
                SELECT *, sum(free) OVER (
                    PARTITION BY sku
                    ORDER BY warehouse IS DISTINCT FROM (SELECT warehouse FROM whole), free < units, priority, warehouse
                    ) - free AS before
                FROM locked),
            short AS (
                SELECT w.sku FROM wanted w LEFT JOIN locked l ON l.sku = w.sku GROUP BY w.sku, w.units
                HAVING coalesce(sum(l.free), 0) < w.units),
            share AS (
                SELECT sku, warehouse, least(free, units - before)::int AS units FROM queue
                WHERE free > 0 AND before < units AND NOT EXISTS (SELECT FROM short)),
            taken AS (
                UPDATE orders.stock_level l SET reserved = l.reserved + s.units FROM share s
                WHERE l.sku = s.sku AND l.warehouse = s.warehouse AND l.on_hand - l.reserved - l.safety >= s.units
                RETURNING l.sku, l.warehouse, s.units),
            held AS (
                INSERT INTO orders.reservation (order_id, sku, warehouse, quantity, expires_at)
                SELECT :order, sku, warehouse, units, now() + make_interval(mins => :minutes) FROM taken),
            moved AS (
                INSERT INTO orders.stock_movement (sku, warehouse, kind, reserved_delta, order_id)
                SELECT sku, warehouse, 'RESERVE', units, :order FROM taken),
            parts AS (
                INSERT INTO orders.order_part (order_id, line_sku, sku, per_bundle)
                SELECT :order, line, sku, per_bundle FROM part
                WHERE per_bundle IS NOT NULL AND NOT EXISTS (SELECT FROM short))
            SELECT 'SHORT', line FROM part WHERE sku IN (SELECT sku FROM short)
            UNION ALL
            SELECT 'GONE', sku FROM locked GROUP BY sku, units HAVING sum(free) = units
            UNION ALL
            SELECT 'GONE', b.bundle FROM orders.bundle_component b JOIN wanted w ON w.sku = b.component
            UNION ALL
            SELECT 'TAKEN', count(*) FROM taken
            UNION ALL
            SELECT 'SHARES', count(*) FROM share""";

    /** Moves everything an order holds in one state; gives the SKUs that may be bought again. */
    static final String MOVE = """
            WITH held AS (
                UPDATE orders.reservation
                SET state = :to, returned = CASE WHEN :to = 'RETURNED' THEN quantity ELSE 0 END,
                    recalled = CASE WHEN :to = 'RETURNED' THEN quantity - shipped ELSE 0 END
                WHERE order_id = :order AND state = :from
                RETURNING sku, warehouse, quantity - old.returned AS units,
                          quantity - shipped - old.recalled AS waiting),
            locked AS MATERIALIZED (
                SELECT l.sku, l.warehouse, h.units, h.waiting,
                       l.on_hand - l.reserved - l.safety AS free
                FROM held h JOIN orders.stock_level l ON l.sku = h.sku AND l.warehouse = h.warehouse
                ORDER BY l.sku, l.warehouse FOR NO KEY UPDATE OF l),
            changed AS (
                UPDATE orders.stock_level l
                SET on_hand = l.on_hand + k.units * :on_hand, reserved = l.reserved + k.units * :reserved,
                    outgoing = l.outgoing + k.waiting * :outgoing
                FROM locked k WHERE l.sku = k.sku AND l.warehouse = k.warehouse),
            moved AS (
                INSERT INTO orders.stock_movement
                    (sku, warehouse, kind, on_hand_delta, reserved_delta, outgoing_delta, order_id)
                SELECT sku, warehouse, :kind, units * :on_hand, units * :reserved, waiting * :outgoing, :order
                FROM locked)
            SELECT sku FROM locked WHERE :on_hand <> :reserved AND free <= 0 AND free + units > 0
            UNION
            SELECT b.bundle FROM orders.bundle_component b JOIN locked k ON k.sku = b.component
            WHERE :on_hand <> :reserved""";

    private static final String WAITING = "r.quantity - r.shipped - r.recalled";

    /**
     * Units of order lines as units of what was reserved for them, spread over the warehouses they came from; the level
     * rows are locked. Needs {@code :order, :skus, :units}; the first {@code %s} is what may still be moved of a reservation, the second
     * what of it waits in the house.
     */
    private static final String SPREAD = """
            WITH wanted AS (
                SELECT coalesce(p.sku, w.sku) AS sku, sum(w.units * coalesce(p.per_bundle, 1))::int AS units
                FROM unnest(:skus, :units) AS w(sku, units)
                LEFT JOIN orders.order_part p ON p.order_id = :order AND p.line_sku = w.sku GROUP BY 1),
            holding AS MATERIALIZED (
                SELECT r.sku, r.warehouse, w.units, greatest(%s, 0) AS open, %s AS waiting
                FROM wanted w JOIN orders.reservation r ON r.sku = w.sku
                WHERE r.order_id = :order AND r.state = 'SOLD' ORDER BY r.sku, r.warehouse FOR UPDATE OF r),
            queue AS (SELECT *, sum(open) OVER (PARTITION BY sku ORDER BY warehouse) - open AS before FROM holding),
            share AS (
                SELECT sku, warehouse, least(open, units - before)::int AS units, waiting FROM queue
                WHERE open > 0 AND before < units),
            locked AS MATERIALIZED (
                SELECT l.sku, l.warehouse, s.units, least(s.waiting, s.units) AS waiting,
                       l.on_hand - l.reserved - l.safety AS free
                FROM share s JOIN orders.stock_level l ON l.sku = s.sku AND l.warehouse = s.warehouse
                ORDER BY l.sku, l.warehouse FOR NO KEY UPDATE OF l),
            """;

    /** Sold units leave the house. One row: how many were asked for and were not there to ship. */
    static final String SHIP = SPREAD.formatted(WAITING, WAITING) + """
            shipped AS (
                UPDATE orders.reservation r SET shipped = r.shipped + k.units FROM locked k
                WHERE r.order_id = :order AND r.sku = k.sku AND r.warehouse = k.warehouse),
            changed AS (
                UPDATE orders.stock_level l SET outgoing = l.outgoing - k.units FROM locked k
                WHERE l.sku = k.sku AND l.warehouse = k.warehouse),
            moved AS (
                INSERT INTO orders.stock_movement (sku, warehouse, kind, outgoing_delta, order_id)
                SELECT sku, warehouse, 'SHIP', -units, :order FROM locked)
            SELECT (SELECT coalesce(sum(units), 0) FROM wanted) - (SELECT coalesce(sum(units), 0) FROM locked)""";

    private static final String BACK = """
            back AS (
                UPDATE orders.reservation r SET returned = r.returned + k.units, recalled = r.recalled + k.waiting,
                       state = CASE WHEN r.returned + k.units = r.quantity THEN 'RETURNED' ELSE r.state END
                FROM locked k WHERE r.order_id = :order AND r.sku = k.sku AND r.warehouse = k.warehouse),
            changed AS (
                UPDATE orders.stock_level l SET on_hand = l.on_hand + k.units, outgoing = l.outgoing - k.waiting
                FROM locked k WHERE l.sku = k.sku AND l.warehouse = k.warehouse),
            moved AS (
                INSERT INTO orders.stock_movement (sku, warehouse, kind, on_hand_delta, outgoing_delta, order_id, reason)
                SELECT sku, warehouse, 'RETURN', units, -waiting, :order, :reason FROM locked)
            SELECT 'MISSING', (SELECT coalesce(sum(units), 0) FROM wanted)
                - (SELECT coalesce(sum(units), 0) FROM locked)
            UNION ALL
            SELECT 'BACK', sku FROM locked WHERE free <= 0 AND free + units > 0
            UNION ALL
            SELECT 'BACK', b.bundle FROM orders.bundle_component b JOIN locked k ON k.sku = b.component""";

    /** Sold units can be sold again; the ones that never left come first, and off what waits to be shipped. */
    static final String RESTOCK = SPREAD.formatted("r.quantity - r.returned", WAITING) + BACK;

    /** Units that had left came back, whatever still waits in the house. */
    static final String TAKE_BACK = SPREAD.formatted("r.shipped - r.returned + r.recalled", "0") + BACK;

    private LedgerSql() {}
}
