package yardstick.recommendation.recall;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import yardstick.catalog.SkuId;
import yardstick.kernel.Database;

/** The counts as rows. Replacing compares and writes only what differs. */
@ApplicationScoped
class PairStore {

    private static final int ROWS_AT_ONCE = 10_000;
    private static final int BEST_SELLERS = 500;

    /** A product in question and the pair that speaks for it. */
    record Candidate(long sku, long because, int together, int orders) {}

    /** @param orders orders with it */
    record BestSeller(long sku, int orders) {}

    @Inject
    Database database;

    PairStore() {}

    PairStore(Database database) {
        this.database = database;
    }

    /** The best pair of each other SKU, strongest first. */
    List<Candidate> candidates(Collection<SkuId> with) {
        Object[] ids = with.stream().map(SkuId::value).distinct().toArray();
        return database.read(handle -> handle.createQuery("""
                        SELECT other, sku, together, sku_orders FROM (
                            SELECT DISTINCT ON (other) * FROM recommendation.pair
                            WHERE sku = ANY(:with) AND other <> ALL(:with)
                            ORDER BY other, score DESC, sku) AS best
                        ORDER BY score DESC, together DESC, other""")
                .bindArray("with", Long.class, ids)
                .map((row, context) -> new Candidate(row.getLong(1), row.getLong(2), row.getInt(3), row.getInt(4)))
                .list());
    }

    List<BestSeller> bestSellers() {
        return database.read(
                handle -> handle.createQuery("SELECT sku, orders FROM recommendation.popular ORDER BY orders DESC, sku")
                        .map((row, context) -> new BestSeller(row.getLong(1), row.getInt(2)))
                        .list());
    }

    /** @return number of pairs there are now */
    long replacePairs(Handle handle, Baskets baskets) {
        int[] together = new int[baskets.skus()];
        List<Pair> chunk = new ArrayList<>();
        long pairs = 0;
        long after = Long.MIN_VALUE;
        for (int index : baskets.bySku()) {
            List<Pair> neighbours = baskets.neighbours(index, together);
            chunk.addAll(neighbours);
            pairs += neighbours.size();
            if (chunk.size() >= ROWS_AT_ONCE) {
                replace(handle, chunk, after, baskets.sku(index));
                after = baskets.sku(index);
                chunk.clear();
            }
        }
        replace(handle, chunk, after, Long.MAX_VALUE);
        return pairs;
    }

    /** Makes the rows with after < sku <= upTo exactly these. */
    private static void replace(Handle handle, List<Pair> pairs, long after, long upTo) {
        handle.createUpdate("""
                        WITH counted AS (
                            SELECT * FROM unnest(CAST(:skus AS bigint[]), CAST(:others AS bigint[]),
                                CAST(:together AS int[]), CAST(:skuOrders AS int[]), CAST(:otherOrders AS int[]),
                                CAST(:scores AS float8[]))
                                AS c (sku, other, together, sku_orders, other_orders, score)),
                        gone AS (
                            DELETE FROM recommendation.pair p WHERE p.sku > :after AND p.sku <= :upTo
                              AND NOT EXISTS (SELECT FROM counted c WHERE c.sku = p.sku AND c.other = p.other))
                        INSERT INTO recommendation.pair AS p (sku, other, together, sku_orders, other_orders, score)
                        SELECT * FROM counted
                        ON CONFLICT (sku, other) DO UPDATE SET together = excluded.together,
                            sku_orders = excluded.sku_orders, other_orders = excluded.other_orders, score = excluded.score
                        WHERE (p.together, p.sku_orders, p.other_orders, p.score)
                            IS DISTINCT FROM (excluded.together, excluded.sku_orders, excluded.other_orders, excluded.score)""")
                .bindArray("skus", Long.class, column(pairs, Pair::sku))
                .bindArray("others", Long.class, column(pairs, Pair::other))
                .bindArray("together", Integer.class, column(pairs, Pair::together))
                .bindArray("skuOrders", Integer.class, column(pairs, Pair::skuOrders))
                .bindArray("otherOrders", Integer.class, column(pairs, Pair::otherOrders))
                .bindArray("scores", Double.class, column(pairs, Pair::score))
                .bind("after", after)
                .bind("upTo", upTo)
                .execute();
    }

    private static Object[] column(List<Pair> pairs, Function<Pair, Object> value) {
        return pairs.stream().map(value).toArray();
    }

    void replacePopular(Handle handle, Map<Long, Integer> orders) {
        List<BestSeller> best = orders.entrySet().stream()
                .map(entry -> new BestSeller(entry.getKey(), entry.getValue()))
                .sorted(java.util.Comparator.comparingInt(BestSeller::orders)
                        .reversed()
                        .thenComparingLong(BestSeller::sku))
                .limit(BEST_SELLERS)
                .toList();
        handle.execute("DELETE FROM recommendation.popular");
        handle.createUpdate("""
                        INSERT INTO recommendation.popular (sku, orders)
                        SELECT * FROM unnest(CAST(:skus AS bigint[]), CAST(:orders AS int[]))""")
                .bindArray(
                        "skus", Long.class, best.stream().map(BestSeller::sku).toArray())
                .bindArray(
                        "orders",
                        Integer.class,
                        best.stream().map(BestSeller::orders).toArray())
                .execute();
    }
}
