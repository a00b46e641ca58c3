package yardstick.catalog.feed;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import yardstick.kernel.Money;

/** Examples of what an import does, and the pack sizes that it cannot read, by their pattern. */
final class Preview {

    private static final int EXAMPLES = 20;
    private static final int PATTERNS = 50;

    private final Handle handle;
    private final ImportRun run;
    private final String currency;

    /** One field of one SKU before and after. */
    record Change(String code, String column, String before, String after) {}

    /** Pack sizes of one shape: digits are written as 9. */
    record Pattern(String pattern, long rows, String example) {}

    /** How many pack sizes were stated and how many became quantity and unit. */
    record Packs(long stated, long read, List<Pattern> unread) {}

    Preview(Handle handle, ImportRun run, String currency) {
        this.handle = handle;
        this.run = run;
        this.currency = currency;
    }

    void into(ImportReport report) {
        report.changes(changes());
        if (run.header().has(Column.PACKAGE_SIZE)) {
            report.packs(packs());
        }
    }

    private Query query(String sql) {
        return handle.createQuery(sql).bind("run", run.id());
    }

    private List<Change> changes() {
        return query("""
                        SELECT i.code, f.field, coalesce(f.before, ''), coalesce(f.after, '')
                        FROM (SELECT * FROM catalog.import_item
                              WHERE run_id = :run AND state = 'updated' AND NOT guest ORDER BY line LIMIT :n) i
                        JOIN catalog.sku s ON s.id = i.sku_id JOIN catalog.product p ON p.id = s.product_id
                        LEFT JOIN catalog.category c ON c.id = p.category_id
                        LEFT JOIN catalog.offer o ON o.supplier = :supplier AND o.code_key = i.code_key
                        CROSS JOIN LATERAL (VALUES ('title', p.title_en, i.title), ('title_zh', p.title_zh, i.title_zh),
                            ('brand', p.brand, i.brand), ('category', c.path, i.category),
                            ('price', CAST(s.price_minor AS text), CAST(i.price_minor AS text)),
                            ('list_price', CAST(s.list_price_minor AS text), CAST(i.list_price_minor AS text)),
                            ('stock', CAST(o.stock AS text), CAST(i.stock AS text)), ('gtin', s.gtin, i.gtin),
                            ('variant', s.variant, i.variant), ('package_size', s.pack_size, i.pack_size),
                            ('image', p.image, i.image), ('description', left(p.description_en, 80),
                            left(i.description, 80)), ('attributes', CAST(s.attributes AS text),
                            CAST(i.attributes AS text))) AS f(field, before, after)
                        WHERE f.before IS DISTINCT FROM f.after ORDER BY i.line""")
                .bind("supplier", run.supplier())
                .bind("n", EXAMPLES)
                .map((row, context) -> new Change(
                        row.getString(1),
                        row.getString(2),
                        shown(row.getString(2), row.getString(3)),
                        shown(row.getString(2), row.getString(4))))
                .list();
    }

    private String shown(String column, String value) {
        return column.endsWith("price") && !value.isEmpty()
                ? Money.of(Long.parseLong(value), currency).major().toPlainString()
                : value;
    }

    private Packs packs() {
        List<Pattern> unread = query("""
                        SELECT regexp_replace(upper(pack_size), '[0-9]+', '9', 'g') AS pattern, count(*), min(pack_size)
                        FROM catalog.import_item
                        WHERE run_id = :run AND pack_size IS NOT NULL AND pack_quantity IS NULL
                        GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT :n""")
                .bind("n", PATTERNS)
                .map((row, context) -> new Pattern(row.getString(1), row.getLong(2), row.getString(3)))
                .list();
        return query("SELECT count(pack_size), count(pack_quantity) FROM catalog.import_item WHERE run_id = :run")
                .map((row, context) -> new Packs(row.getLong(1), row.getLong(2), unread))
                .one();
    }
}
