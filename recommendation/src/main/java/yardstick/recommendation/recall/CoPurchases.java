package yardstick.recommendation.recall;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import yardstick.catalog.SkuId;
import yardstick.kernel.Database;
import yardstick.kernel.RecurringTask;
import yardstick.orders.HistoryImported;
import yardstick.orders.Orders;
import yardstick.orders.Purchase;

/**
 * Keeps the counts in step with the orders. A purchase or an import only leaves a note in its transaction; seconds
 * later everything is counted anew, exactly, and only rows that differ are written. The pause until the next count is
 * {@link #REST} times what the last one took, so counting never costs more than a fiftieth of one processor.
 */
@ApplicationScoped
class CoPurchases implements RecurringTask {

    static final int POPULAR_DAYS = 30;
    private static final int REST = 50;

    @Inject
    Database database;

    @Inject
    Orders orders;

    @Inject
    PairStore store;

    @Inject
    Clock clock;

    CoPurchases() {}

    CoPurchases(Database database, Orders orders, PairStore store, Clock clock) {
        this.database = database;
        this.orders = orders;
        this.store = store;
        this.clock = clock;
    }

    void onPurchase(@Observes Purchase purchase) {
        note();
    }

    void onHistory(@Observes HistoryImported history) {
        note();
    }

    private void note() {
        database.execute(handle -> handle.createUpdate("INSERT INTO recommendation.change (changed_at) VALUES (:now)")
                .bind("now", clock.instant().atOffset(ZoneOffset.UTC))
                .execute());
    }

    @Override
    public String name() {
        return "recommendation-co-purchases";
    }

    @Override
    public Duration period() {
        return Duration.ofSeconds(5);
    }

    @Override
    public void run() {
        database.execute(handle -> {
            Optional<Instant> next = nextComputation(handle);
            if (next.isPresent() && clock.instant().isBefore(next.get())) {
                return;
            }
            int notes = handle.execute("DELETE FROM recommendation.change");
            if (notes > 0 || next.isEmpty()) {
                compute(handle);
            }
        });
    }

    private static Optional<Instant> nextComputation(Handle handle) {
        return handle.createQuery("""
                        SELECT computed_at + :rest * seconds * interval '1 second'
                        FROM recommendation.computation ORDER BY id DESC LIMIT 1""")
                .bind("rest", REST)
                .map((row, context) -> row.getTimestamp(1).toInstant())
                .findOne();
    }

    private void compute(Handle handle) {
        long started = System.nanoTime();
        Baskets baskets = new Baskets();
        orders.baskets(Instant.EPOCH, baskets::add);
        baskets.seal();
        long pairs = store.replacePairs(handle, baskets);
        store.replacePopular(handle, popular());
        handle.createUpdate("""
                        INSERT INTO recommendation.computation (computed_at, seconds, baskets, skus, pairs)
                        VALUES (:now, :seconds, :baskets, :skus, :pairs)""")
                .bind("now", clock.instant().atOffset(ZoneOffset.UTC))
                .bind("seconds", (System.nanoTime() - started) / 1e9)
                .bind("baskets", baskets.count())
                .bind("skus", baskets.skus())
                .bind("pairs", pairs)
                .execute();
    }

    /** Orders per SKU in the days before the newest order, which in a history may be long ago. */
    private Map<Long, Integer> popular() {
        List<Orders.Summary> newest = orders.search(new Orders.Filter("", null, null, 1));
        Map<Long, Integer> counts = new HashMap<>();
        if (!newest.isEmpty()) {
            Instant since = newest.getFirst().placedAt().minus(Duration.ofDays(POPULAR_DAYS));
            orders.baskets(since, basket -> {
                for (SkuId sku : basket) {
                    counts.merge(sku.value(), 1, Integer::sum);
                }
            });
        }
        return counts;
    }
}
