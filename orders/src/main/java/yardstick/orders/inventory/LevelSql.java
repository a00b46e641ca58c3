package yardstick.orders.inventory;

/** Statements that read levels, and the one that counts. */
final class LevelSql {

    /** Units that can be bought now; of a bundle, as many as its scarcest component allows. */
    static final String AVAILABLE = """
            SELECT w.sku, coalesce(min(coalesce(free.units, 0) / coalesce(b.quantity, 1)), 0)
            FROM unnest(:skus) AS w(sku)
            LEFT JOIN orders.bundle_component b ON b.bundle = w.sku
            LEFT JOIN LATERAL (
                SELECT sum(greatest(l.on_hand - l.reserved - l.safety, 0))::int AS units FROM orders.stock_level l
                JOIN orders.warehouse h ON h.id = l.warehouse AND h.active
                WHERE l.sku = coalesce(b.component, w.sku)) free ON true
            GROUP BY w.sku""";

    static final String LEVEL = """
            SELECT coalesce(sum(on_hand), 0), coalesce(sum(reserved), 0) FROM orders.stock_level WHERE sku = :sku""";

    static final String OPEN = """
            INSERT INTO orders.stock_level (sku, warehouse, on_hand)
            SELECT sku, :warehouse, 0 FROM unnest(:skus) AS claimed(sku) ORDER BY sku ON CONFLICT DO NOTHING""";

    static final String LOCK = """
            SELECT sku FROM orders.stock_level WHERE sku = ANY (:skus) AND warehouse = :warehouse
            ORDER BY sku FOR NO KEY UPDATE""";

    /**
     * What was counted at an instant, plus what moved since, never below what is reserved. A count that is older than
     * the last one says nothing. Gives the SKUs that can be bought again, or no longer.
     */
    static final String COUNT = """
            WITH since AS (
                SELECT sku, sum(on_hand_delta)::int AS delta FROM orders.stock_movement
                WHERE at > :at AND warehouse = :warehouse AND sku = ANY (:skus) GROUP BY sku),
            counted AS (
                SELECT l.sku, greatest(c.units + coalesce(s.delta, 0), l.reserved) AS on_hand, l.on_hand AS before,
                       l.reserved + l.safety AS kept
                FROM unnest(:skus, :units) AS c(sku, units)
                JOIN orders.stock_level l ON l.sku = c.sku AND l.warehouse = :warehouse
                LEFT JOIN since s ON s.sku = l.sku
                WHERE l.counted_at IS NULL OR l.counted_at <= :at),
            changed AS (
                UPDATE orders.stock_level l SET on_hand = c.on_hand, counted_at = least(:at, now())
                FROM counted c WHERE l.sku = c.sku AND l.warehouse = :warehouse),
            moved AS (
                INSERT INTO orders.stock_movement (sku, warehouse, kind, on_hand_delta, reason, actor)
                SELECT sku, :warehouse, 'ADJUST', on_hand - before, :reason, :actor FROM counted
                WHERE on_hand <> before)
            SELECT sku FROM counted WHERE (before > kept) <> (on_hand > kept)
            UNION
            SELECT b.bundle FROM orders.bundle_component b JOIN counted c ON c.sku = b.component
            WHERE c.on_hand <> c.before""";

    private LevelSql() {}
}
