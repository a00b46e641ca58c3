package yardstick.catalog.match;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import yardstick.catalog.SameItems.Conflict;

/**
 * Values of offers that differ from their SKU's: bar codes, brands, packs by what they amount to, and attributes by what
 * the dictionary reads, so that 0.5 kg and 500 g are no conflict.
 */
final class Conflicts {

    private static final int CANDIDATES = 20;

    private final Handle handle;

    Conflicts(Handle handle) {
        this.handle = handle;
    }

    List<Conflict> open(int limit) {
        return handle.createQuery("""
                        SELECT s.id, s.code, p.title_en, f.field, f.value, f.source, f.other, o.supplier, o.code
                        FROM catalog.offer o JOIN catalog.sku s ON s.id = o.sku_id
                        JOIN catalog.product p ON p.id = s.product_id
                        CROSS JOIN LATERAL (
                            SELECT 'gtin' AS field, s.gtin AS value, s.supplier AS source, o.gtin AS other
                            WHERE lpad(s.gtin, 14, '0') <> lpad(o.gtin, 14, '0')
                            UNION ALL SELECT 'brand', p.brand, s.supplier, o.brand
                            WHERE p.brand <> '' AND o.brand <> '' AND lower(p.brand) <> lower(o.brand)
                            UNION ALL SELECT 'package_size', s.pack_size, s.supplier, o.pack_size
                            WHERE upper(replace(s.pack_size, ' ', '')) <> upper(replace(o.pack_size, ' ', ''))
                            UNION ALL SELECT v.name, v.value, v.source, e.value
                            FROM jsonb_each_text(o.attributes) e
                            JOIN catalog.value_reading er ON er.name = e.key AND er.value = e.value
                            JOIN catalog.attribute_value v ON v.sku_id = s.id
                            JOIN catalog.value_reading vr ON vr.name = v.name AND vr.value = v.value
                                AND vr.attribute_id = er.attribute_id
                            WHERE (vr.keys, vr.text_en) <> (er.keys, er.text_en) AND vr.keys <> er.keys) f
                        WHERE (s.supplier, s.code_key) <> (o.supplier, o.code_key) AND NOT EXISTS (
                            SELECT FROM catalog.conflict_decision d
                            LEFT JOIN catalog.change_set c ON c.id = d.change_set
                            WHERE d.supplier = o.supplier AND d.code_key = o.code_key AND d.field = f.field
                              AND d.value = f.other AND c.undone_at IS NULL)
                        ORDER BY s.id, f.field LIMIT :limit""").bind("limit", limit * CANDIDATES).map(Conflicts::conflict).stream()
                .filter(each -> !each.field().equals("package_size") || Packs.differ(each.value(), each.otherValue()))
                .limit(limit)
                .toList();
    }

    /** Titles and brands that a clean-up changed and that is not sure: what is shown beside what was stated. */
    List<Conflict> cleaned(int limit) {
        return handle.createQuery("""
                        SELECT s.id, s.code, p.title_en, f.field, f.shown, o.rules -> f.field ->> 0,
                            o.rules -> f.field ->> 2, o.supplier, o.code
                        FROM catalog.offer o JOIN catalog.sku s ON s.id = o.sku_id
                        JOIN catalog.product p ON p.id = s.product_id
                        CROSS JOIN LATERAL (VALUES ('title', p.title_en), ('brand', p.brand)) AS f(field, shown)
                        WHERE o.unsure AND s.supplier = o.supplier AND s.code_key = o.code_key
                          AND CAST(o.rules -> f.field ->> 1 AS numeric) < 0.95
                          AND o.rules -> f.field ->> 2 <> f.shown
                          AND NOT EXISTS (
                            SELECT FROM catalog.conflict_decision d
                            LEFT JOIN catalog.change_set c ON c.id = d.change_set
                            WHERE d.supplier = o.supplier AND d.code_key = o.code_key AND d.field = f.field
                              AND d.value = o.rules -> f.field ->> 2 AND c.undone_at IS NULL)
                        ORDER BY s.id, f.field LIMIT :limit""")
                .bind("limit", limit)
                .map(Conflicts::conflict)
                .list();
    }

    private static Conflict conflict(ResultSet row, StatementContext context) throws SQLException {
        return new Conflict(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getString(9));
    }
}
