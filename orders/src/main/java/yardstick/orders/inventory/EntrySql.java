package yardstick.orders.inventory;

/** Conditional updates by hand; each gives one row when it was allowed: whether buying became possible or impossible. */
final class EntrySql {

    /** {@code :quantity} more; refused below what is reserved. */
    static final String CHANGE = """
            WITH changed AS (
                UPDATE orders.stock_level SET on_hand = on_hand + :quantity
                WHERE sku = :sku AND warehouse = :warehouse AND on_hand + :quantity >= reserved
                RETURNING old.on_hand - old.reserved - old.safety > 0 AS before, on_hand - reserved - safety > 0 AS after),
            moved AS (
                INSERT INTO orders.stock_movement (sku, warehouse, kind, on_hand_delta, reason, actor)
                SELECT :sku, :warehouse, :kind, :quantity, :reason, :actor FROM changed)
            SELECT before <> after FROM changed""";

    static final String SAFETY = """
            UPDATE orders.stock_level SET safety = :quantity WHERE sku = :sku AND warehouse = :warehouse
            RETURNING (old.on_hand - old.reserved - old.safety > 0) <> (on_hand - reserved - safety > 0)""";

    /** Both levels are locked in the order of warehouses, as everywhere. */
    static final String LOCK_BOTH = """
            SELECT warehouse FROM orders.stock_level WHERE sku = :sku AND warehouse IN (:warehouse, :to)
            ORDER BY warehouse FOR NO KEY UPDATE""";

    static final String BUNDLES_OF = "SELECT bundle FROM orders.bundle_component WHERE component = :sku";

    private EntrySql() {}
}
