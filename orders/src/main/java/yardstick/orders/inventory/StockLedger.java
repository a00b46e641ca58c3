package yardstick.orders.inventory;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import yardstick.catalog.AvailabilityChanged;
import yardstick.catalog.SkuId;
import yardstick.kernel.Announcer;
import yardstick.orders.OrderId;
import yardstick.orders.sql.SqlArrays;

/**
 * Moves the stock of orders. Every level change has its movement in the same statement, and levels are locked in the
 * order of SKU and warehouse, so that concurrent orders wait for each other instead of dead-locking.
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

    /** What may happen to everything an order holds. */
    public enum Move {
        SELL("HELD", "SOLD", new Deltas(-1, -1, 1)),
        RELEASE("HELD", "RELEASED", new Deltas(0, -1, 0)),
        RETURN("SOLD", "RETURNED", new Deltas(1, 0, -1));

        private final String from;
        private final String to;
        private final Deltas deltas;

        Move(String from, String to, Deltas deltas) {
            this.from = from;
            this.to = to;
            this.deltas = deltas;
        }
    }

    /** What a move does to a level, per unit. */
    private record Deltas(int onHand, int reserved, int outgoing) {}

    private record Finding(String kind, long value) {}

    /**
     * Promises the units to the order until the given minutes have passed on the database's clock; one statement chooses
     * the warehouses, takes the units and writes the ledger.
     *
     * @return the SKUs there is not enough of; when there are any, nothing was taken
     */
    public List<SkuId> reserve(Handle handle, OrderId order, SortedMap<SkuId, Integer> units, int minutes) {
        Map<String, List<Long>> found = SqlArrays.on(handle)
                .createQuery(LedgerSql.RESERVE)
                .bind("order", order.value())
                .bind("minutes", minutes)
                .bindArray("skus", Long.class, values(units.keySet()))
                .bindArray("units", Integer.class, List.copyOf(units.values()))
                .map((row, context) -> new Finding(row.getString(1), row.getLong(2)))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Finding::kind, Collectors.mapping(Finding::value, Collectors.toList())));
        if (!Objects.equals(found.get("TAKEN"), found.get("SHARES"))) {
            throw new IllegalStateException("stock moved under a lock: " + found);
        }
        List<Long> missing = found.getOrDefault("SHORT", List.of());
        if (missing.isEmpty()) {
            announce(found.getOrDefault("GONE", List.of()));
        }
        return missing.stream().distinct().sorted().map(SkuId::new).toList();
    }

    /** Only SKUs that may have sold out or come back change what lists and recommendations show. */
    private void announce(Collection<Long> crossed) {
        if (!crossed.isEmpty()) {
            announcer.announce(
                    new AvailabilityChanged(crossed.stream().map(SkuId::new).collect(Collectors.toSet())));
        }
    }

    /** Applies the move to everything the order holds in the move's starting state; a second call finds nothing. */
    public void move(Handle handle, OrderId order, Move move) {
        announce(handle.createQuery(LedgerSql.MOVE)
                .bind("order", order.value())
                .bind("from", move.from)
                .bind("to", move.to)
                .bind("kind", move.name())
                .bind("on_hand", move.deltas.onHand())
                .bind("reserved", move.deltas.reserved())
                .bind("outgoing", move.deltas.outgoing())
                .mapTo(Long.class)
                .list());
    }

    /**
     * Paid units leave the house, from the warehouses they were taken from.
     *
     * @param units by SKU of the order's lines; a bundle ships its components
     * @return how many of the units (components, for a bundle) were not there to ship: shipped or returned before
     */
    public int ship(Handle handle, OrderId order, SortedMap<SkuId, Integer> units) {
        return SqlArrays.on(handle)
                .createQuery(LedgerSql.SHIP)
                .bind("order", order.value())
                .bindArray("skus", Long.class, values(units.keySet()))
                .bindArray("units", Integer.class, List.copyOf(units.values()))
                .mapTo(Integer.class)
                .one();
    }

    /**
     * Paid units can be sold again, in the warehouses they came from; what never left the house comes first.
     *
     * @param units by SKU of the order's lines; a bundle returns its components
     * @return how many of the units (components, for a bundle) the order does not have any more
     */
    public int restock(Handle handle, OrderId order, SortedMap<SkuId, Integer> units, String reason) {
        return back(handle, LedgerSql.RESTOCK, new Back(order, units, reason));
    }

    /** As {@link #restock}, of units that had left the house; what still waits to be shipped is not touched. */
    public int takeBack(Handle handle, OrderId order, SortedMap<SkuId, Integer> units, String reason) {
        return back(handle, LedgerSql.TAKE_BACK, new Back(order, units, reason));
    }

    private record Back(OrderId order, SortedMap<SkuId, Integer> units, String reason) {}

    private int back(Handle handle, String statement, Back goods) {
        List<Finding> found = SqlArrays.on(handle)
                .createQuery(statement)
                .bind("order", goods.order().value())
                .bind("reason", goods.reason())
                .bindArray("skus", Long.class, values(goods.units().keySet()))
                .bindArray("units", Integer.class, List.copyOf(goods.units().values()))
                .map((row, context) -> new Finding(row.getString(1), row.getLong(2)))
                .list();
        SortedSet<Long> back = new TreeSet<>();
        int missing = 0;
        for (Finding each : found) {
            if (each.kind().equals("BACK")) {
                back.add(each.value());
            } else {
                missing = Math.toIntExact(each.value());
            }
        }
        announce(back);
        return missing;
    }

    private static List<Long> values(Collection<SkuId> skus) {
        return skus.stream().map(SkuId::value).toList();
    }
}
