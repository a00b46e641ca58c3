package yardstick.orders.inventory;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import yardstick.catalog.SkuId;
import yardstick.orders.sql.SqlArrays;

/**
 * Sets units on hand to what somebody counted.
 *
 * @param warehouse where
 * @param at database time of the count as text, {@code infinity} for now: then nothing has moved since
 */
record Counting(int warehouse, String at, String reason, String actor) {

    static final String NOW = "infinity";
    private static final int CHUNK = 5_000;

    /** The SKUs that can be bought again, or no longer. */
    TreeSet<SkuId> set(Handle handle, Map<SkuId, Integer> onHand) {
        TreeSet<SkuId> crossed = new TreeSet<>();
        List<Map.Entry<SkuId, Integer>> counts = List.copyOf(new TreeMap<>(onHand).entrySet());
        for (int from = 0; from < counts.size(); from += CHUNK) {
            setChunk(SqlArrays.on(handle), counts.subList(from, Math.min(from + CHUNK, counts.size())), crossed);
        }
        return crossed;
    }

    private void setChunk(Handle handle, List<Map.Entry<SkuId, Integer>> counts, TreeSet<SkuId> crossed) {
        List<Long> asked = counts.stream().map(count -> count.getKey().value()).toList();
        List<Long> bundles = handle.createQuery(
                        "SELECT DISTINCT bundle FROM orders.bundle_component WHERE bundle = ANY (:skus)")
                .bindArray("skus", Long.class, asked)
                .mapTo(Long.class)
                .list();
        List<Map.Entry<SkuId, Integer>> own = counts.stream()
                .filter(count -> !bundles.contains(count.getKey().value()))
                .toList();
        List<Long> skus = own.stream().map(count -> count.getKey().value()).toList();
        handle.createUpdate(LevelSql.OPEN)
                .bind("warehouse", warehouse)
                .bindArray("skus", Long.class, skus)
                .execute();
        handle.createQuery(LevelSql.LOCK)
                .bind("warehouse", warehouse)
                .bindArray("skus", Long.class, skus)
                .mapTo(Long.class)
                .list();
        handle.createQuery(LevelSql.COUNT.replace(":at", "CAST(:at AS timestamptz)"))
                .bind("at", at)
                .bind("warehouse", warehouse)
                .bind("reason", reason)
                .bind("actor", actor)
                .bindArray("skus", Long.class, skus)
                .bindArray(
                        "units",
                        Integer.class,
                        own.stream().map(Map.Entry::getValue).toList())
                .mapTo(Long.class)
                .forEach(sku -> crossed.add(new SkuId(sku)));
    }
}
