package yardstick.orders;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import yardstick.catalog.SkuId;
import yardstick.kernel.Outcome;

/** What the people of the warehouses see and do. Every change is a movement with a reason and an actor. */
public interface Warehousing {

    /** @param priority the lower one serves first; an inactive warehouse serves nothing */
    record Warehouse(int id, String code, String name, int priority, boolean active) {}

    /**
     * One SKU in one warehouse.
     *
     * @param onHand units to sell or reserved
     * @param reserved promised to orders that are not paid yet
     * @param outgoing paid and not shipped yet, not part of {@code onHand}
     * @param safety units that are never sold
     */
    record Level(Warehouse warehouse, int onHand, int reserved, int outgoing, int safety) {
        public int available() {
            return Math.max(0, onHand - reserved - safety);
        }

        /** What a person who counts the shelf finds. */
        public int inHouse() {
            return onHand + outgoing;
        }
    }

    /** @param orderNumber null for what no order caused */
    record Movement(
            long id,
            Instant at,
            String warehouse,
            String kind,
            int onHand,
            int reserved,
            int outgoing,
            @Nullable String orderNumber,
            String actor,
            String reason) {}

    /** @param quantity units of it in one bundle */
    record Component(SkuId sku, int quantity) {}

    /**
     * Everything about one SKU.
     *
     * @param available what can be bought now, over all warehouses; of a bundle what its components allow
     * @param movements the latest, newest first
     * @param waiting people who asked to be told when it can be bought again
     */
    record Sheet(
            SkuId sku,
            int available,
            List<Level> levels,
            List<Movement> movements,
            List<Component> components,
            int waiting) {}

    /** A SKU that is at or below its threshold. */
    record Low(SkuId sku, int available, int reserved, int waiting) {}

    /** @param warehouse code */
    record Entry(SkuId sku, String warehouse, int quantity, String reason, String actor) {}

    List<Warehouse> warehouses();

    /** Adds the warehouse, or changes name, priority and whether it serves; the code is its key. */
    Outcome<Warehouse> keep(Warehouse warehouse);

    Sheet sheet(SkuId sku, int movements);

    /** SKUs with so few or fewer units to buy, the emptiest first; those who people wait for before others. */
    List<Low> low(int threshold, int limit);

    /** Goods have come in: {@code quantity} of them, above 0. */
    Outcome<Sheet> receive(Entry entry);

    /** {@code quantity} more or, below 0, fewer than the books say; never below what is reserved. */
    Outcome<Sheet> adjust(Entry entry);

    /** {@code quantity} units to sell or reserved were found; units paid and not shipped yet do not count. */
    Outcome<Sheet> count(Entry entry);

    /** {@code quantity} units leave the entry's warehouse for another one. */
    Outcome<Sheet> transfer(Entry entry, String to);

    /** {@code quantity} units in this warehouse are never sold. */
    Outcome<Sheet> keepSafe(Entry entry);

    /** Makes a SKU a bundle of these; an empty list makes it a SKU of its own again. */
    Outcome<Sheet> compose(SkuId bundle, List<Component> components);

    /** Components by bundle; SKUs that are no bundles are absent. */
    Map<SkuId, List<Component>> components(List<SkuId> skus);

    /**
     * Somebody consents to one mail when the SKU can be bought again; asking twice changes nothing.
     *
     * @param address page to come back to, absolute
     */
    Outcome<Boolean> notifyMe(Wish wish);

    /** @param language code of the mail's language */
    record Wish(SkuId sku, String email, String language, String address) {}
}
