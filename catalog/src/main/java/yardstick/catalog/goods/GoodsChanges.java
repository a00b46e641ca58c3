package yardstick.catalog.goods;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;
import yardstick.catalog.Goods.Bulk;
import yardstick.catalog.Goods.Edit;
import yardstick.catalog.Goods.Fields;
import yardstick.catalog.Goods.Filter;
import yardstick.catalog.ProductId;
import yardstick.catalog.ProductsChanged;
import yardstick.catalog.StockClaimed;
import yardstick.catalog.change.Journal;
import yardstick.catalog.change.StockClaims;
import yardstick.catalog.search.ProductIndex;
import yardstick.kernel.Announcer;
import yardstick.kernel.Database;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;

/** Edits of the grid and of whole selections; each is one journalled transaction. */
final class GoodsChanges {

    private static final int MOST = 200_000;
    private static final int PRODUCTS_PER_EVENT = 1_000;
    private static final int LONGEST = 300;
    private static final String SKUS = "skus";

    /** What changes are made with. */
    record Desk(Database database, Announcer announcer, Clock clock, ProductIndex index) {}

    private final Desk desk;

    GoodsChanges(Desk desk) {
        this.desk = desk;
    }

    Outcome<Long> edit(List<Edit> edits, String who) {
        List<Edit> changed = edits.stream()
                .filter(edit -> !edit.before().equals(edit.after()))
                .toList();
        if (changed.isEmpty()) {
            return Outcome.done(0L);
        }
        for (Edit edit : changed) {
            Fields after = edit.after();
            if (after.title().isBlank()
                    || after.title().length() > LONGEST
                    || after.brand().length() > LONGEST) {
                return Outcome.refused(Refusal.of("catalog.goods_title"));
            }
            if (after.priceMinor() != null && after.priceMinor() <= 0) {
                return Outcome.refused(Refusal.of("catalog.goods_price"));
            }
        }
        try {
            return Outcome.done(desk.database().write(handle -> apply(handle, changed, who)));
        } catch (ChangedMeanwhile e) {
            return Outcome.refused(Refusal.of("catalog.goods_changed_meanwhile", "code", e.code()));
        }
    }

    /** Rolls the transaction back: a SKU is not as it was shown any more. */
    private static final class ChangedMeanwhile extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String code;

        ChangedMeanwhile(String code) {
            super(code, null, false, false);
            this.code = code;
        }

        String code() {
            return code;
        }
    }

    private long apply(Handle handle, List<Edit> edits, String who) {
        List<Long> skus = edits.stream().map(Edit::sku).sorted().toList();
        handle.createQuery("SELECT id FROM catalog.sku WHERE id = ANY (:skus) ORDER BY id FOR UPDATE")
                .bindByType(SKUS, skus.toArray(Long[]::new), Long[].class)
                .mapTo(Long.class)
                .list();
        Journal journal = Journal.open(handle, new Journal.Entry("edit", "", who, now()));
        journal.remember(skus);
        for (Edit edit : edits) {
            one(handle, edit);
        }
        touched(handle, skus);
        return edits.size();
    }

    private static void one(Handle handle, Edit edit) {
        Fields before = edit.before();
        Fields after = edit.after();
        int rows = bind(handle.createUpdate("""
                        UPDATE catalog.sku s SET price_minor = CAST(:price AS bigint), active = :active
                        FROM catalog.product p
                        WHERE s.id = :sku AND p.id = s.product_id AND p.title_en = :wasTitle AND p.brand = :wasBrand
                          AND s.price_minor IS NOT DISTINCT FROM CAST(:wasPrice AS bigint)
                          AND (s.active AND p.active) = :wasActive"""), after)
                .bind("sku", edit.sku())
                .bind("wasTitle", before.title())
                .bind("wasBrand", before.brand())
                .bind("wasPrice", before.priceMinor())
                .bind("wasActive", before.active())
                .execute();
        if (rows == 0) {
            throw new ChangedMeanwhile(handle.createQuery("SELECT code FROM catalog.sku WHERE id = :sku")
                    .bind("sku", edit.sku())
                    .mapTo(String.class)
                    .findOne()
                    .orElse("?"));
        }
        handle.createUpdate("""
                        UPDATE catalog.product p SET title_en = :title, brand = :brand, active = p.active OR :active
                        FROM catalog.sku s WHERE s.id = :sku AND p.id = s.product_id""")
                .bind("sku", edit.sku())
                .bind("title", after.title().strip())
                .bind("brand", after.brand().strip())
                .bind("active", after.active())
                .execute();
    }

    private static Update bind(Update update, Fields after) {
        return update.bind("price", after.priceMinor()).bind("active", after.active());
    }

    Outcome<Long> bulk(Filter filter, Bulk change, String who) {
        if (change instanceof Bulk.Shown(Instant from, Instant until)
                && from != null
                && until != null
                && !until.isAfter(from)) {
            return Outcome.refused(Refusal.of("catalog.goods_schedule"));
        }
        return desk.database().write(handle -> {
            GoodsQuery query = new GoodsQuery(handle, filter);
            List<Long> skus = query.bind(handle.createQuery(query.ids() + " ORDER BY s.id LIMIT " + (MOST + 1)))
                    .mapTo(Long.class)
                    .list();
            if (skus.size() > MOST) {
                return Outcome.refused(Refusal.of("catalog.goods_too_many", "most", MOST));
            }
            Optional<Long> category = Optional.empty();
            if (change instanceof Bulk.Category(String path)) {
                category = handle.createQuery("SELECT id FROM catalog.category WHERE path = :path")
                        .bind("path", path.strip())
                        .mapTo(Long.class)
                        .findOne();
                if (category.isEmpty()) {
                    return Outcome.refused(Refusal.of("catalog.goods_no_category", "path", path));
                }
            }
            Journal journal = Journal.open(handle, new Journal.Entry("edit", title(change), who, now()));
            journal.remember(skus);
            run(handle, change, skus, category.orElse(null));
            touched(handle, skus);
            return Outcome.done((long) skus.size());
        });
    }

    private static String title(Bulk change) {
        return switch (change) {
            case Bulk.Price(int points) -> "price " + (points > 0 ? "+" : "") + points / 100.0 + " %";
            case Bulk.Brand(String brand) -> "brand " + brand;
            case Bulk.Category(String path) -> "category " + path;
            case Bulk.Active(boolean active) -> active ? "on sale" : "withdrawn";
            case Bulk.Shown(Instant from, Instant until) ->
                "shown " + (from == null ? "" : from) + "/" + (until == null ? "" : until);
        };
    }

    private void run(Handle handle, Bulk change, List<Long> skus, @Nullable Long category) {
        String products = "id IN (SELECT product_id FROM catalog.sku WHERE id = ANY (:skus))";
        Update update = switch (change) {
            case Bulk.Price(int points) -> handle.createUpdate("""
                            UPDATE catalog.sku SET price_minor = greatest(1, round(price_minor * (10000 + :points)
                                / 10000.0)) WHERE id = ANY (:skus) AND price_minor IS NOT NULL""").bind("points", points);
            case Bulk.Brand(String brand) ->
                handle.createUpdate("UPDATE catalog.product SET brand = :brand WHERE " + products)
                        .bind("brand", brand.strip());
            case Bulk.Category(String _) ->
                handle.createUpdate("UPDATE catalog.product SET category_id = :category WHERE " + products)
                        .bind("category", Objects.requireNonNull(category));
            case Bulk.Active(boolean active) ->
                handle.createUpdate("UPDATE catalog.sku SET active = :active WHERE id = ANY (:skus)")
                        .bind("active", active);
            case Bulk.Shown(Instant from, Instant until) ->
                handle.createUpdate("""
                            UPDATE catalog.product SET publish_from = CAST(:from AS timestamptz),
                                publish_until = CAST(:until AS timestamptz),
                                published = coalesce(CAST(:from AS timestamptz) <= :now, true)
                                    AND coalesce(CAST(:until AS timestamptz) > :now, true) WHERE\s""" + products)
                        .bind("from", from)
                        .bind("until", until)
                        .bind("now", now());
        };
        update.bindByType(SKUS, skus.toArray(Long[]::new), Long[].class).execute();
        if (change instanceof Bulk.Active(boolean active) && active) {
            handle.createUpdate("UPDATE catalog.product SET active = true WHERE NOT active AND " + products)
                    .bindByType(SKUS, skus.toArray(Long[]::new), Long[].class)
                    .execute();
        }
    }

    Outcome<Long> undo(long set, String who) {
        return desk.database().write(handle -> {
            String kind = handle.createQuery("SELECT kind FROM catalog.change_set WHERE id = :set")
                    .bind("set", set)
                    .mapTo(String.class)
                    .findOne()
                    .orElse("import");
            Journal journal = Journal.of(handle, set);
            if (kind.equals("import") || !journal.close(who, now())) {
                return Outcome.refused(Refusal.of("catalog.goods_cannot_undo"));
            }
            Journal.Undone undone = journal.undo();
            undone.claims()
                    .forEach((by, units) -> desk.announcer().announce(new StockClaimed(by.supplier(), units, by.at())));
            List<Long> skus = undone.skus().stream().map(sku -> sku.value()).toList();
            if (kind.equals("merge")) {
                StockClaims.announce(handle, desk.announcer(), skus);
            }
            touched(handle, skus);
            return Outcome.done(undone.restored());
        });
    }

    private void touched(Handle handle, List<Long> skus) {
        List<Long> products = handle.createQuery(
                        "SELECT DISTINCT product_id FROM catalog.sku WHERE id = ANY (:skus) ORDER BY product_id")
                .bindByType(SKUS, skus.toArray(Long[]::new), Long[].class)
                .mapTo(Long.class)
                .list();
        for (int from = 0; from < products.size(); from += PRODUCTS_PER_EVENT) {
            Set<ProductId> batch = products.subList(from, Math.min(from + PRODUCTS_PER_EVENT, products.size())).stream()
                    .map(ProductId::new)
                    .collect(Collectors.toSet());
            desk.announcer().announce(new ProductsChanged(batch));
        }
        desk.index().enqueue(Set.copyOf(products));
    }

    private Instant now() {
        return desk.clock().instant();
    }
}
