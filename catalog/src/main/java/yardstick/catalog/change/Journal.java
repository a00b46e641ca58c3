package yardstick.catalog.change;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import yardstick.catalog.SkuId;

/**
 * Change sets: every SKU that a change touches is stored as it was before, so that the change can be taken back as one.
 * A SKU that was changed again since is left as it is.
 */
public final class Journal {

    private static final String AFTER = """
            jsonb_build_object('sku', to_jsonb(s), 'product', to_jsonb(p), 'attributes',
                (SELECT coalesce(jsonb_agg(to_jsonb(a)), '[]') FROM catalog.attribute_value a WHERE a.sku_id = s.id))""";

    private final Handle handle;
    private final long set;

    private Journal(Handle handle, long set) {
        this.handle = handle;
        this.set = set;
    }

    /** @param kind import, edit, merge or decision */
    public record Entry(String kind, String title, String who, Instant at) {}

    /** What an undo did; {@code claims} are stock counts that hold again, by the instant at which they were counted. */
    public record Undone(long restored, long kept, List<SkuId> skus, Map<Claimed, Map<SkuId, Integer>> claims) {}

    /** Who counted and when. */
    public record Claimed(String supplier, Instant at) {}

    public static Journal open(Handle handle, Entry entry) {
        long id = handle.createQuery("""
                        INSERT INTO catalog.change_set (kind, title, who, at) VALUES (:kind, :title, :who, :at)
                        RETURNING id""")
                .bind("kind", entry.kind())
                .bind("title", entry.title())
                .bind("who", entry.who())
                .bind("at", entry.at())
                .mapTo(Long.class)
                .one();
        return new Journal(handle, id);
    }

    public static Journal of(Handle handle, long set) {
        return new Journal(handle, set);
    }

    public long id() {
        return set;
    }

    /** Stores these SKUs as they are now; call it before changing them. */
    public void remember(Collection<Long> skus) {
        handle.createUpdate("""
                        INSERT INTO catalog.change_row (set_id, sku_id, product_id, sku, product, offer, attributes)
                        SELECT :set, s.id, p.id, to_jsonb(s), to_jsonb(p),
                            (SELECT coalesce(jsonb_agg(to_jsonb(o)), '[]') FROM catalog.offer o WHERE o.sku_id = s.id),
                            (SELECT coalesce(jsonb_agg(to_jsonb(a)), '[]') FROM catalog.attribute_value a
                                WHERE a.sku_id = s.id)
                        FROM catalog.sku s JOIN catalog.product p ON p.id = s.product_id WHERE s.id = ANY (:skus)
                        ON CONFLICT DO NOTHING""")
                .bind("set", set)
                .bindByType("skus", skus.toArray(Long[]::new), Long[].class)
                .execute();
    }

    /** False when somebody took it back already. */
    public boolean close(String who, Instant at) {
        return handle.createUpdate("""
                        UPDATE catalog.change_set SET undone_at = :at, undone_by = :who
                        WHERE id = :set AND undone_at IS NULL""")
                        .bind("set", set)
                        .bind("at", at)
                        .bind("who", who)
                        .execute()
                == 1;
    }

    /** Puts back what was before; queues the products for the index. The caller announces. */
    public Undone undo() {
        long kept = run("""
                UPDATE catalog.change_row r SET kept = true WHERE r.set_id = :set AND EXISTS (
                    SELECT FROM catalog.change_row n JOIN catalog.change_set c ON c.id = n.set_id
                    WHERE n.sku_id = r.sku_id AND n.set_id > :set AND c.undone_at IS NULL)""");
        run("UPDATE catalog.change_row r SET after = " + AFTER + """
                 FROM catalog.sku s JOIN catalog.product p ON p.id = s.product_id
                WHERE r.set_id = :set AND NOT r.kept AND s.id = r.sku_id""");
        restoreProducts();
        long restored = restoreSkus();
        restoreAttributes();
        Map<Claimed, Map<SkuId, Integer>> claims = restoreOffers();
        run("""
                INSERT INTO catalog.index_queue (product_id, bulk)
                SELECT DISTINCT product_id, (SELECT count(*) > 2000 FROM catalog.change_row WHERE set_id = :set)
                FROM catalog.change_row WHERE set_id = :set AND NOT kept""");
        List<SkuId> skus = handle.createQuery(
                        "SELECT sku_id FROM catalog.change_row WHERE set_id = :set AND NOT kept ORDER BY sku_id")
                .bind("set", set)
                .mapTo(Long.class)
                .map(SkuId::new)
                .list();
        return new Undone(restored, kept, skus, claims);
    }

    private void restoreProducts() {
        run("""
                UPDATE catalog.product p SET title_en = b.title_en, title_zh = b.title_zh, brand = b.brand,
                    category_id = b.category_id, description_en = b.description_en, description_zh = b.description_zh,
                    image = b.image, active = b.active, publish_from = b.publish_from,
                    publish_until = b.publish_until, published = coalesce(b.published, true)
                FROM (SELECT DISTINCT ON (product_id) product_id, product FROM catalog.change_row
                      WHERE set_id = :set AND NOT kept AND product IS NOT NULL ORDER BY product_id, sku_id) r
                CROSS JOIN LATERAL jsonb_populate_record(NULL::catalog.product, r.product) b
                WHERE p.id = r.product_id AND NOT EXISTS (
                    SELECT FROM catalog.change_row n JOIN catalog.change_set c ON c.id = n.set_id
                    WHERE n.product_id = r.product_id AND n.set_id > :set AND c.undone_at IS NULL)""");
    }

    private long restoreSkus() {
        long restored = run("""
                UPDATE catalog.sku s SET product_id = b.product_id, variant = b.variant, price_minor = b.price_minor,
                    list_price_minor = b.list_price_minor, currency = b.currency, gtin = b.gtin,
                    pack_size = b.pack_size, pack_quantity = b.pack_quantity, pack_unit = b.pack_unit,
                    attributes = b.attributes, active = b.active, merged_into = b.merged_into
                FROM catalog.change_row r CROSS JOIN LATERAL jsonb_populate_record(NULL::catalog.sku, r.sku) b
                WHERE r.set_id = :set AND NOT r.kept AND r.sku IS NOT NULL AND s.id = r.sku_id""");
        restored += run("""
                UPDATE catalog.sku s SET active = false FROM catalog.change_row r
                WHERE r.set_id = :set AND NOT r.kept AND r.sku IS NULL AND s.id = r.sku_id""");
        run("""
                UPDATE catalog.product p SET active = false FROM catalog.change_row r
                WHERE r.set_id = :set AND r.product IS NULL AND p.id = r.product_id
                  AND NOT EXISTS (SELECT FROM catalog.sku s WHERE s.product_id = p.id AND s.active)""");
        return restored;
    }

    private void restoreAttributes() {
        run("""
                DELETE FROM catalog.attribute_value a USING catalog.change_row r
                WHERE r.set_id = :set AND NOT r.kept AND r.attributes IS NOT NULL AND a.sku_id = r.sku_id""");
        run("""
                INSERT INTO catalog.attribute_value
                SELECT b.* FROM catalog.change_row r
                CROSS JOIN LATERAL jsonb_populate_recordset(NULL::catalog.attribute_value, r.attributes) b
                WHERE r.set_id = :set AND NOT r.kept AND r.attributes IS NOT NULL ON CONFLICT DO NOTHING""");
    }

    private Map<Claimed, Map<SkuId, Integer>> restoreOffers() {
        Map<Claimed, Map<SkuId, Integer>> claims = new HashMap<>();
        record Stock(Claimed by, SkuId sku, int units) {}
        handle.createQuery("""
                        UPDATE catalog.offer o SET sku_id = b.sku_id, price_minor = b.price_minor,
                            currency = b.currency, stock = b.stock, claimed_at = b.claimed_at, title = b.title,
                            brand = b.brand, gtin = b.gtin, pack_size = b.pack_size, attributes = b.attributes,
                            rules = b.rules
                        FROM catalog.change_row r
                        CROSS JOIN LATERAL jsonb_populate_recordset(NULL::catalog.offer, r.offer) b
                        JOIN catalog.offer n ON n.supplier = b.supplier AND n.code_key = b.code_key
                        WHERE r.set_id = :set AND NOT r.kept AND o.supplier = b.supplier AND o.code_key = b.code_key
                        RETURNING o.supplier, o.claimed_at, o.sku_id, CASE WHEN n.stock IS DISTINCT FROM o.stock
                            THEN o.stock END""")
                .bind("set", set)
                .map((row, context) -> row.getObject(4) == null
                        ? null
                        : new Stock(
                                new Claimed(
                                        row.getString(1), row.getTimestamp(2).toInstant()),
                                new SkuId(row.getLong(3)),
                                row.getInt(4)))
                .forEach(stock -> {
                    if (stock != null) {
                        claims.computeIfAbsent(stock.by(), by -> new HashMap<>())
                                .merge(stock.sku(), stock.units(), Integer::sum);
                    }
                });
        return claims;
    }

    private long run(String sql) {
        Update update = handle.createUpdate(sql);
        return update.bind("set", set).execute();
    }
}
