package yardstick.orders.inventory;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import yardstick.catalog.AvailabilityChanged;
import yardstick.catalog.SkuId;
import yardstick.catalog.StockClaimed;
import yardstick.catalog.spi.Availability;
import yardstick.kernel.Announcer;
import yardstick.kernel.Database;
import yardstick.kernel.PaddedArray;
import yardstick.orders.Stock;
import yardstick.orders.sql.SqlArrays;

/** Levels over all warehouses, and setting them by counting the first one. */
@ApplicationScoped
public class DefaultStock implements Stock, Availability {

    static final int MAIN = 1;

    @Inject
    Database database;

    @Inject
    Announcer announcer;

    DefaultStock() {}

    public DefaultStock(Database database, Announcer announcer) {
        this.database = database;
        this.announcer = announcer;
    }

    @Override
    public Level level(SkuId sku) {
        return database.read(handle -> handle.createQuery(LevelSql.LEVEL)
                .bind("sku", sku.value())
                .map((row, context) -> new Level(row.getInt(1), row.getInt(2)))
                .one());
    }

    @Override
    public Map<SkuId, Integer> available(Collection<SkuId> skus) {
        Map<SkuId, Integer> available = new HashMap<>();
        if (!skus.isEmpty()) {
            database.read(handle -> SqlArrays.on(handle)
                            .createQuery(LevelSql.AVAILABLE)
                            .bindArray(
                                    "skus",
                                    Long.class,
                                    PaddedArray.of(
                                            skus.stream().map(SkuId::value).toList(),
                                            skus.iterator().next().value()))
                            .map((row, context) -> Map.entry(new SkuId(row.getLong(1)), row.getInt(2)))
                            .list())
                    .forEach(entry -> available.put(entry.getKey(), entry.getValue()));
        }
        return available;
    }

    void onClaim(@Observes StockClaimed claim) {
        String source = "claim:" + claim.source();
        count(new Counting(MAIN, claim.at().toString(), source, source), claim.onHand());
    }

    @Override
    public void count(Map<SkuId, Integer> onHand, String reason) {
        count(new Counting(MAIN, Counting.NOW, reason, "system"), onHand);
    }

    private void count(Counting counting, Map<SkuId, Integer> onHand) {
        database.execute(handle -> {
            TreeSet<SkuId> crossed = counting.set(handle, onHand);
            if (!crossed.isEmpty()) {
                announcer.announce(new AvailabilityChanged(crossed));
            }
        });
    }
}
