package yardstick.orders.cart;

/** Statements on saved lines and merges. */
final class CareSql {

    static final String SAVE = """
            WITH gone AS (DELETE FROM orders.cart_line WHERE cart_id = :cart AND sku = :sku RETURNING quantity)
            INSERT INTO orders.saved_line AS saved (cart_id, sku, quantity) SELECT :cart, :sku, quantity FROM gone
            ON CONFLICT (cart_id, sku) DO UPDATE SET quantity = least(999, saved.quantity + excluded.quantity)""";

    static final String TAKE = "DELETE FROM orders.saved_line WHERE cart_id = :cart AND sku = :sku RETURNING quantity";

    static final String SAVED =
            "SELECT sku, quantity FROM orders.saved_line WHERE cart_id = :cart ORDER BY saved_at, sku";

    static final String INHERIT = """
            WITH moved AS (DELETE FROM orders.saved_line WHERE cart_id = :from RETURNING sku, quantity, saved_at)
            INSERT INTO orders.saved_line AS saved (cart_id, sku, quantity, saved_at)
            SELECT :to, sku, quantity, saved_at FROM moved
            ON CONFLICT (cart_id, sku) DO UPDATE SET quantity = least(999, saved.quantity + excluded.quantity)""";

    /** What the guest's lines add to the member's; to be read before they do. */
    static final String REMEMBER = """
            INSERT INTO orders.cart_merge (guest, own, skus, brought)
            SELECT :guest, :own, array_agg(g.sku), array_agg(least(999, coalesce(o.quantity, 0) + g.quantity)
                   - coalesce(o.quantity, 0))
            FROM orders.cart_line g
            LEFT JOIN orders.cart_line o ON o.cart_id = :own AND o.sku = g.sku
            WHERE g.cart_id = :guest HAVING count(*) > 0
            ON CONFLICT DO NOTHING""";

    static final String MERGED = """
            SELECT guest, (SELECT sum(units) FROM unnest(brought) AS units)::int FROM orders.cart_merge
            WHERE own = :cart AND undone_at IS NULL AND at > now() - interval '1 hour' ORDER BY at DESC LIMIT 1""";

    /** The cart row is locked by the caller. */
    static final String UNDO = """
            WITH undone AS (
                UPDATE orders.cart_merge SET undone_at = now()
                WHERE guest = (SELECT guest FROM orders.cart_merge
                               WHERE own = :cart AND undone_at IS NULL AND at > now() - interval '1 hour'
                               ORDER BY at DESC LIMIT 1)
                RETURNING skus, brought),
            part AS (SELECT p.sku, p.units FROM undone, unnest(undone.skus, undone.brought) AS p(sku, units)),
            taken AS (
                SELECT l.sku, least(l.quantity, part.units) AS units, l.quantity FROM orders.cart_line l
                JOIN part ON part.sku = l.sku WHERE l.cart_id = :cart AND part.units > 0),
            gone AS (
                DELETE FROM orders.cart_line l USING taken
                WHERE l.cart_id = :cart AND l.sku = taken.sku AND taken.units = taken.quantity),
            fewer AS (
                UPDATE orders.cart_line l SET quantity = l.quantity - taken.units FROM taken
                WHERE l.cart_id = :cart AND l.sku = taken.sku AND taken.units < taken.quantity),
            kept AS (
                INSERT INTO orders.saved_line AS saved (cart_id, sku, quantity) SELECT :cart, sku, units FROM taken
                ON CONFLICT (cart_id, sku) DO UPDATE SET quantity = least(999, saved.quantity + excluded.quantity))
            SELECT count(*) FROM undone""";

    private CareSql() {}
}
