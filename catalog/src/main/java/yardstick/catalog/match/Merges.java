package yardstick.catalog.match;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import yardstick.catalog.ProductId;
import yardstick.catalog.ProductsChanged;
import yardstick.catalog.SameItems.Decision;
import yardstick.catalog.change.Journal;
import yardstick.catalog.change.StockClaims;
import yardstick.catalog.search.ProductIndex;
import yardstick.kernel.Announcer;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;

/** Makes two SKUs one, and decides between what suppliers say of it; each is a change that can be taken back. */
final class Merges {

    private final Handle handle;
    private final Announcer announcer;
    private final ProductIndex index;
    private final Instant now;

    Merges(Handle handle, Announcer announcer, ProductIndex index, Instant now) {
        this.handle = handle;
        this.announcer = announcer;
        this.index = index;
        this.now = now;
    }

    private record Two(long left, long right, String leftCode, String rightCode) {}

    Outcome<Long> merge(long pair, String who) {
        Optional<Two> found = handle.createQuery("""
                        SELECT m.left_sku, m.right_sku, l.code, r.code FROM catalog.same_item m
                        JOIN catalog.sku l ON l.id = m.left_sku JOIN catalog.sku r ON r.id = m.right_sku
                        WHERE m.id = :pair AND l.merged_into IS NULL AND r.merged_into IS NULL AND l.active
                        ORDER BY m.id FOR UPDATE OF m, l, r""")
                .bind("pair", pair)
                .map((row, context) -> new Two(row.getLong(1), row.getLong(2), row.getString(3), row.getString(4)))
                .findOne();
        if (found.isEmpty()) {
            return Outcome.refused(Refusal.of("catalog.merge_gone"));
        }
        Two two = found.get();
        Journal journal =
                Journal.open(handle, new Journal.Entry("merge", two.rightCode() + " → " + two.leftCode(), who, now));
        journal.remember(List.of(two.left(), two.right()));
        handle.createUpdate("""
                        UPDATE catalog.offer o SET sku_id = :left, title = coalesce(o.title, p.title_en),
                            brand = coalesce(o.brand, p.brand), gtin = coalesce(o.gtin, s.gtin),
                            pack_size = coalesce(o.pack_size, s.pack_size),
                            attributes = coalesce(o.attributes, s.attributes)
                        FROM catalog.sku s JOIN catalog.product p ON p.id = s.product_id
                        WHERE o.sku_id = :right AND s.id = :right""")
                .bind("left", two.left())
                .bind("right", two.right())
                .execute();
        handle.createUpdate("UPDATE catalog.sku SET active = false, merged_into = :left WHERE id = :right")
                .bind("left", two.left())
                .bind("right", two.right())
                .execute();
        handle.createUpdate("""
                        UPDATE catalog.product p SET active = false WHERE p.id = (SELECT product_id FROM catalog.sku
                            WHERE id = :right) AND NOT EXISTS (SELECT FROM catalog.sku s
                                WHERE s.product_id = p.id AND s.active)""").bind("right", two.right()).execute();
        handle.createUpdate("UPDATE catalog.same_item SET change_set = :set WHERE id = :pair")
                .bind("set", journal.id())
                .bind("pair", pair)
                .execute();
        StockClaims.announce(handle, announcer, List.of(two.left(), two.right()));
        touched(List.of(two.left(), two.right()));
        return Outcome.done(journal.id());
    }

    private void touched(List<Long> skus) {
        Set<Long> products =
                Set.copyOf(handle.createQuery("SELECT DISTINCT product_id FROM catalog.sku WHERE id = ANY (:skus)")
                        .bindByType("skus", skus.toArray(Long[]::new), Long[].class)
                        .mapTo(Long.class)
                        .list());
        announcer.announce(new ProductsChanged(
                products.stream().map(ProductId::new).collect(java.util.stream.Collectors.toSet())));
        index.enqueue(products);
    }

    Outcome<Boolean> decide(Decision decision, String who) {
        Optional<Long> sku = handle.createQuery("""
                        SELECT sku_id FROM catalog.offer WHERE supplier = :supplier AND code_key = upper(:code)
                        FOR UPDATE""")
                .bind("supplier", decision.supplier())
                .bind("code", decision.code())
                .mapTo(Long.class)
                .findOne();
        if (sku.isEmpty()) {
            return Outcome.refused(Refusal.of("catalog.conflict_gone"));
        }
        Long set = null;
        if (decision.take()) {
            Journal journal = Journal.open(
                    handle,
                    new Journal.Entry("decision", decision.field() + " = " + shorten(decision.value()), who, now));
            journal.remember(List.of(sku.get()));
            take(sku.get(), decision);
            set = journal.id();
            touched(List.of(sku.get()));
        }
        handle.createUpdate("""
                        INSERT INTO catalog.conflict_decision
                            (supplier, code_key, field, value, taken, who, at, change_set)
                        VALUES (:supplier, upper(:code), :field, :value, :taken, :who, :now, CAST(:set AS bigint))
                        ON CONFLICT (supplier, code_key, field) DO UPDATE SET value = excluded.value,
                            taken = excluded.taken, who = excluded.who, at = excluded.at,
                            change_set = excluded.change_set""")
                .bind("supplier", decision.supplier())
                .bind("code", decision.code())
                .bind("field", decision.field())
                .bind("value", decision.value())
                .bind("taken", decision.take())
                .bind("who", who)
                .bind("now", now)
                .bind("set", set)
                .execute();
        return Outcome.done(decision.take());
    }

    private static String shorten(String text) {
        return text.length() > 60 ? text.substring(0, 60) : text;
    }

    private void take(long sku, Decision decision) {
        String column = switch (decision.field()) {
            case "brand" ->
                "UPDATE catalog.product SET brand = :value WHERE id ="
                        + " (SELECT product_id FROM catalog.sku WHERE id = :sku)";
            case "title" ->
                "UPDATE catalog.product SET title_en = :value WHERE id ="
                        + " (SELECT product_id FROM catalog.sku WHERE id = :sku)";
            case "gtin" -> "UPDATE catalog.sku SET gtin = :value WHERE id = :sku";
            case "package_size" -> "";
            default -> "";
        };
        if (!column.isEmpty()) {
            handle.createUpdate(column)
                    .bind("value", decision.value())
                    .bind("sku", sku)
                    .execute();
        } else if (decision.field().equals("package_size")) {
            Packs.set(handle, sku, decision.value());
        } else {
            attribute(sku, decision);
        }
    }

    private void attribute(long sku, Decision decision) {
        handle.createUpdate("""
                        INSERT INTO catalog.attribute_value (sku_id, name, value, source, rule, confidence, recorded_at)
                        VALUES (:sku, :name, :value, :supplier, 'edit', 1, :now)
                        ON CONFLICT (sku_id, name) DO UPDATE SET value = excluded.value, source = excluded.source,
                            rule = excluded.rule, confidence = 1, recorded_at = excluded.recorded_at""")
                .bind("sku", sku)
                .bind("name", decision.field())
                .bind("value", decision.value())
                .bind("supplier", decision.supplier())
                .bind("now", now)
                .execute();
        yardstick.catalog.attribute.Readings.complete(
                handle, "SELECT name, value FROM catalog.attribute_value WHERE sku_id = " + sku);
    }
}
