package yardstick.catalog.search;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import yardstick.catalog.AvailabilityChanged;
import yardstick.catalog.SkuId;
import yardstick.catalog.spi.Availability;
import yardstick.kernel.Database;

/**
 * Keeps the catalogue's copy of "can be bought now" in step with the stock ledger, so that cards and lists need not ask
 * it. The copy serves display only; the ledger decides at checkout.
 */
@ApplicationScoped
public class StockMarks {

    private static final int BATCH = 5_000;

    @Inject
    Database database;

    @Inject
    ProductIndex index;

    @Inject
    @Nullable Instance<Availability> availability;

    private @Nullable Availability given;

    StockMarks() {}

    /** Outside a container. */
    public StockMarks(Database database, ProductIndex index, @Nullable Availability availability) {
        this.database = database;
        this.index = index;
        this.given = availability;
    }

    void onAvailabilityChanged(@Observes AvailabilityChanged changed) {
        index.enqueue(refresh(changed.skus()));
    }

    /**
     * Copies what the ledger says about these SKUs; joins the caller's transaction.
     *
     * @return ids of the products whose mark changed
     */
    public Set<Long> refresh(Collection<SkuId> skus) {
        Set<Long> changed = new HashSet<>();
        Optional<Availability> ledger = ledger();
        if (ledger.isEmpty()) {
            return changed;
        }
        List<SkuId> all = new ArrayList<>(skus);
        for (int from = 0; from < all.size(); from += BATCH) {
            List<SkuId> batch = all.subList(from, Math.min(from + BATCH, all.size()));
            changed.addAll(mark(batch, ledger.get().available(batch)));
        }
        return changed;
    }

    /** Absent while no module above keeps stock. */
    private Optional<Availability> ledger() {
        if (given != null) {
            return Optional.of(given);
        }
        return availability == null ? Optional.empty() : availability.stream().findFirst();
    }

    private List<Long> mark(List<SkuId> skus, Map<SkuId, Integer> available) {
        Long[] ids = skus.stream().map(SkuId::value).toArray(Long[]::new);
        Boolean[] marks =
                skus.stream().map(sku -> available.getOrDefault(sku, 0) > 0).toArray(Boolean[]::new);
        return database.write(handle -> handle.createQuery("""
                        UPDATE catalog.sku s SET in_stock = m.mark
                        FROM unnest(CAST(:ids AS bigint[]), CAST(:marks AS boolean[])) AS m(id, mark)
                        WHERE s.id = m.id AND s.in_stock <> m.mark
                        RETURNING s.product_id""")
                .bindByType("ids", ids, Long[].class)
                .bindByType("marks", marks, Boolean[].class)
                .mapTo(Long.class)
                .list());
    }
}
