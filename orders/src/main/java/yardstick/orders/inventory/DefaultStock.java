package yardstick.orders.inventory;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import yardstick.catalog.SkuId;
import yardstick.catalog.StockClaimed;
import yardstick.catalog.spi.Availability;
import yardstick.kernel.Database;
import yardstick.orders.Stock;
import yardstick.orders.sql.SqlArrays;

/** Levels, and setting them by counting. */
@ApplicationScoped
public class DefaultStock implements Stock, Availability {

    private static final int CHUNK = 5_000;

    @Inject
    Database database;

    DefaultStock() {}

    public DefaultStock(Database database) {
        this.database = database;
    }

    private record Change(long sku, int onHand, int delta) {}

    @Override
    public Level level(SkuId sku) {
        return database.read(
                handle -> handle.createQuery("SELECT on_hand, reserved FROM orders.stock_level WHERE sku = :sku")
                        .bind("sku", sku.value())
                        .map((row, context) -> new Level(row.getInt(1), row.getInt(2)))
                        .findOne()
                        .orElse(new Level(0, 0)));
    }

    @Override
    public Map<SkuId, Integer> available(Collection<SkuId> skus) {
        Map<SkuId, Integer> available = new HashMap<>();
        skus.forEach(sku -> available.put(sku, 0));
        if (!skus.isEmpty()) {
            database.read(handle -> SqlArrays.on(handle)
                            .createQuery(
                                    "SELECT sku, on_hand - reserved FROM orders.stock_level WHERE sku = ANY (:skus)")
                            .bindArray(
                                    "skus",
                                    Long.class,
                                    skus.stream().map(SkuId::value).toList())
                            .map((row, context) -> Map.entry(new SkuId(row.getLong(1)), row.getInt(2)))
                            .list())
                    .forEach(entry -> available.put(entry.getKey(), entry.getValue()));
        }
        return available;
    }

    void onClaim(@Observes StockClaimed claim) {
        count(claim.onHand(), "claim:" + claim.source());
    }

    @Override
    public void count(Map<SkuId, Integer> onHand, String reason) {
        List<Map.Entry<SkuId, Integer>> claims = List.copyOf(new TreeMap<>(onHand).entrySet());
        database.execute(handle -> {
            for (int from = 0; from < claims.size(); from += CHUNK) {
                countChunk(SqlArrays.on(handle), claims.subList(from, Math.min(from + CHUNK, claims.size())), reason);
            }
        });
    }

    private static void countChunk(Handle handle, List<Map.Entry<SkuId, Integer>> claims, String reason) {
        List<Long> skus = claims.stream().map(claim -> claim.getKey().value()).toList();
        handle.createUpdate("""
                        INSERT INTO orders.stock_level (sku, on_hand)
                        SELECT sku, 0 FROM unnest(:skus) AS claimed(sku) ORDER BY sku ON CONFLICT DO NOTHING""").bindArray("skus", Long.class, skus).execute();
        Map<Long, Level> levels = handle.createQuery("""
                        SELECT sku, on_hand, reserved FROM orders.stock_level WHERE sku = ANY (:skus)
                        ORDER BY sku FOR UPDATE""")
                .bindArray("skus", Long.class, skus)
                .map((row, context) -> Map.entry(row.getLong(1), new Level(row.getInt(2), row.getInt(3))))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        List<Change> changes = new ArrayList<>();
        claims.forEach(claim -> {
            Level level = levels.getOrDefault(claim.getKey().value(), new Level(0, 0));
            int onHand = Math.max(claim.getValue(), level.reserved());
            if (onHand != level.onHand()) {
                changes.add(new Change(claim.getKey().value(), onHand, onHand - level.onHand()));
            }
        });
        if (!changes.isEmpty()) {
            adjust(handle, changes, reason);
        }
    }

    private static void adjust(Handle handle, List<Change> changes, String reason) {
        handle.createUpdate("""
                        WITH counted AS (
                            SELECT * FROM unnest(:skus, :levels, :deltas) AS counted(sku, on_hand, delta)),
                        moved AS (
                            INSERT INTO orders.stock_movement (sku, kind, on_hand_delta, reason)
                            SELECT sku, 'ADJUST', delta, :reason FROM counted)
                        UPDATE orders.stock_level level SET on_hand = counted.on_hand
                        FROM counted WHERE level.sku = counted.sku""")
                .bindArray("skus", Long.class, changes.stream().map(Change::sku).toList())
                .bindArray(
                        "levels",
                        Integer.class,
                        changes.stream().map(Change::onHand).toList())
                .bindArray(
                        "deltas",
                        Integer.class,
                        changes.stream().map(Change::delta).toList())
                .bind("reason", reason)
                .execute();
    }
}
