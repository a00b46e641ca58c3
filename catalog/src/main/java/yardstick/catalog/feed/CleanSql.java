package yardstick.catalog.feed;

import org.jdbi.v3.core.Handle;

/** The part of the clean-up that needs the catalogue: spellings of brands, and what staff decided about earlier clean-ups. */
final class CleanSql {

    private final Handle handle;
    private final ImportRun run;

    CleanSql(Handle handle, ImportRun run) {
        this.handle = handle;
        this.run = run;
    }

    /** Brands take the spelling most products of other suppliers have, or else most rows of the file. */
    void run() {
        if (run.header().has(Column.BRAND)) {
            execute("""
                    WITH stated AS (SELECT brand, count(*) AS n FROM catalog.import_item
                        WHERE run_id = :run AND brand <> '' AND NOT guest GROUP BY brand),
                    spelt AS (SELECT s.brand AS stated, coalesce(
                            (SELECT p.brand FROM catalog.product p
                             WHERE lower(p.brand) = lower(s.brand) AND p.active AND p.supplier <> :supplier
                             GROUP BY p.brand ORDER BY count(*) DESC, p.brand LIMIT 1),
                            first_value(s.brand) OVER (PARTITION BY lower(s.brand) ORDER BY s.n DESC, s.brand)) AS spelling
                        FROM stated s)
                    UPDATE catalog.import_item i SET brand = t.spelling, rules = coalesce(i.rules, '{}')
                        || jsonb_build_object('brand', jsonb_build_array('clean.spelling', 0.9,
                            coalesce(i.rules -> 'brand' ->> 2, i.brand)))
                    FROM spelt t WHERE i.run_id = :run AND NOT i.guest AND i.brand = t.stated AND t.spelling <> t.stated""");
        }
        decided("title");
        decided("brand");
    }

    /** Who took what the source says wants it to stay. */
    private void decided(String field) {
        execute("UPDATE catalog.import_item i SET " + field + " = d.value, rules = i.rules - '" + field + "'"
                + " FROM catalog.conflict_decision d LEFT JOIN catalog.change_set c ON c.id = d.change_set"
                + " WHERE i.run_id = :run AND NOT i.guest AND d.supplier = :supplier AND d.code_key = i.code_key"
                + " AND d.field = '" + field + "' AND d.taken AND c.undone_at IS NULL"
                + " AND d.value = i.rules -> '" + field + "' ->> 2");
    }

    private void execute(String sql) {
        handle.createUpdate(sql)
                .bind("run", run.id())
                .bind("supplier", run.supplier())
                .execute();
    }
}
