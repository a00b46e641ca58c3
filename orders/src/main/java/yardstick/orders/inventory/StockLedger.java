package yardstick.orders.inventory;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import yardstick.catalog.AvailabilityChanged;
import yardstick.catalog.SkuId;
import yardstick.kernel.Announcer;
import yardstick.orders.OrderId;
import yardstick.orders.sql.SqlArrays;

/**
 * Moves stock. Every level change has its movement in the same transaction, and rows are locked in the order of SKU
 * ids, so that concurrent orders wait for each other instead of dead-locking.
 */
@ApplicationScoped
public class StockLedger {

    @Inject
    Announcer announcer;

    StockLedger() {}

    /** Outside a container. */
    public StockLedger(Announcer announcer) {
        this.announcer = announcer;
    }

    /** What may happen to the units an order holds. */
    public enum Move {
        SELL("HELD", "SOLD", -1, -1),
        RELEASE("HELD", "RELEASED", 0, -1),
        RETURN("SOLD", "RETURNED", 1, 0);

        private final String from;
        private final String to;
        private final int onHand;
        private final int reserved;

        Move(String from, String to, int onHand, int reserved) {
            this.from = from;
            this.to = to;
            this.onHand = onHand;
            this.reserved = reserved;
        }
    }

    private record Held(long sku, int quantity) {}

    /**
     * Promises the units to the order until the given minutes have passed on the database's clock.
     *
     * @return the SKUs there is not enough of; when there are any the caller must roll back
     */
    public List<SkuId> reserve(Handle handle, OrderId order, SortedMap<SkuId, Integer> units, int minutes) {
        List<SkuId> wanted = List.copyOf(units.keySet());
        PreparedBatch batch = handle.prepareBatch("""
                UPDATE orders.stock_level SET reserved = reserved + :units
                WHERE sku = :sku AND on_hand - reserved >= :units""");
        units.forEach((sku, count) ->
                batch.bind("sku", sku.value()).bind("units", count).add());
        int[] updated = batch.execute();
        List<SkuId> missing = new ArrayList<>();
        for (int i = 0; i < updated.length; i++) {
            if (updated[i] == 0) {
                missing.add(wanted.get(i));
            }
        }
        if (missing.isEmpty()) {
            record(handle, order, units, minutes);
            announce(SqlArrays.on(handle)
                    .createQuery("SELECT sku FROM orders.stock_level WHERE sku = ANY (:skus) AND on_hand = reserved")
                    .bindArray(
                            "skus",
                            Long.class,
                            wanted.stream().map(SkuId::value).toList())
                    .mapTo(Long.class)
                    .list());
        }
        return missing;
    }

    /** Only SKUs that just sold out or came back change what lists and recommendations may show. */
    private void announce(List<Long> crossed) {
        if (!crossed.isEmpty()) {
            announcer.announce(
                    new AvailabilityChanged(crossed.stream().map(SkuId::new).collect(Collectors.toSet())));
        }
    }

    private static void record(Handle handle, OrderId order, Map<SkuId, Integer> units, int minutes) {
        SqlArrays.on(handle)
                .createUpdate("""
                        WITH held AS (
                            INSERT INTO orders.reservation (order_id, sku, quantity, expires_at)
                            SELECT :order, sku, units, now() + make_interval(mins => :minutes)
                            FROM unnest(:skus, :units) AS wanted(sku, units)
                            RETURNING sku, quantity)
                        INSERT INTO orders.stock_movement (sku, kind, reserved_delta, order_id)
                        SELECT sku, 'RESERVE', quantity, :order FROM held""")
                .bind("order", order.value())
                .bind("minutes", minutes)
                .bindArray(
                        "skus",
                        Long.class,
                        units.keySet().stream().map(SkuId::value).toList())
                .bindArray("units", Integer.class, List.copyOf(units.values()))
                .execute();
    }

    /** Applies the move to everything the order holds in the move's starting state; a second call finds nothing. */
    public void move(Handle handle, OrderId order, Move move) {
        List<Held> held = handle.createQuery("""
                        WITH held AS (
                            UPDATE orders.reservation SET state = :to WHERE order_id = :order AND state = :from
                            RETURNING sku, quantity),
                        moved AS (
                            INSERT INTO orders.stock_movement (sku, kind, on_hand_delta, reserved_delta, order_id)
                            SELECT sku, :kind, quantity * :on_hand, quantity * :reserved, :order FROM held)
                        SELECT sku, quantity FROM held ORDER BY sku""")
                .bind("order", order.value())
                .bind("from", move.from)
                .bind("to", move.to)
                .bind("kind", move.name())
                .bind("on_hand", move.onHand)
                .bind("reserved", move.reserved)
                .map((row, context) -> new Held(row.getLong(1), row.getInt(2)))
                .list();
        if (held.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch("""
                UPDATE orders.stock_level SET on_hand = on_hand + :on_hand, reserved = reserved + :reserved
                WHERE sku = :sku""");
        held.forEach(line -> batch.bind("sku", line.sku())
                .bind("on_hand", line.quantity() * move.onHand)
                .bind("reserved", line.quantity() * move.reserved)
                .add());
        batch.execute();
        if (move != Move.SELL) {
            announce(backInStock(handle, held));
        }
    }

    private static List<Long> backInStock(Handle handle, List<Held> held) {
        return SqlArrays.on(handle)
                .createQuery("""
                        SELECT level.sku FROM orders.stock_level level
                        JOIN unnest(:skus, :units) AS held(sku, units) ON held.sku = level.sku
                        WHERE level.on_hand - level.reserved <= held.units""")
                .bindArray("skus", Long.class, held.stream().map(Held::sku).toList())
                .bindArray(
                        "units",
                        Integer.class,
                        held.stream().map(Held::quantity).toList())
                .mapTo(Long.class)
                .list();
    }
}
