package yardstick.catalog.feed;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import yardstick.catalog.attribute.Readings;

/** Writes the compared items of a run to the catalogue with a handful of statements. */
final class ApplySql {

    private final Handle handle;
    private final ImportRun run;
    private final Steps steps;
    private long changeSet;

    ApplySql(Handle handle, ImportRun run, Steps steps) {
        this.handle = handle;
        this.run = run;
        this.steps = steps;
    }

    /** The journal of this import. */
    long changeSet() {
        return changeSet;
    }

    void run() {
        changeSet = handle.createQuery("""
                        INSERT INTO catalog.change_set (kind, title, who, at) VALUES ('import', :title, :who, :now)
                        RETURNING id""")
                .bind("title", run.request().name())
                .bind("who", run.who())
                .bind("now", run.startedAt())
                .mapTo(Long.class)
                .one();
        rememberBefore();
        insertProducts();
        updateProducts();
        insertSkus();
        rememberNew();
        updateSkus();
        writeOffers();
        if (!run.header().attributes().isEmpty()) {
            writeAttributes();
        }
        if (run.header().has(Column.IMAGE)) {
            askForPictures();
        }
        enqueueForIndex();
    }

    private void askForPictures() {
        execute("""
                INSERT INTO catalog.picture (source, next_at)
                SELECT DISTINCT image, CAST(:now AS timestamptz) FROM catalog.import_item
                WHERE run_id = :run AND state <> 'unchanged' AND image LIKE 'http%' ON CONFLICT DO NOTHING""");
    }

    private void rememberBefore() {
        execute("""
                INSERT INTO catalog.change_row (set_id, sku_id, product_id, sku, product, offer, attributes)
                SELECT DISTINCT ON (s.id) :set, s.id, p.id, to_jsonb(s), to_jsonb(p),
                    CASE WHEN o.sku_id IS NOT NULL THEN jsonb_build_array(to_jsonb(o)) END,
                    (SELECT coalesce(jsonb_agg(to_jsonb(a)), '[]') FROM catalog.attribute_value a WHERE a.sku_id = s.id)
                FROM catalog.import_item i JOIN catalog.sku s ON s.id = i.sku_id
                JOIN catalog.product p ON p.id = s.product_id
                LEFT JOIN catalog.offer o ON o.supplier = :supplier AND o.code_key = i.code_key
                WHERE i.run_id = :run AND i.state = 'updated' ORDER BY s.id""");
    }

    private void rememberNew() {
        execute("""
                INSERT INTO catalog.change_row (set_id, sku_id, product_id)
                SELECT :set, sku_id, product_id FROM catalog.import_item WHERE run_id = :run AND state = 'created'""");
    }

    /** Slugs are the title and the code, and once given never change; the rare clash gets the product's number. */
    private void insertProducts() {
        execute("""
                WITH fresh AS (
                    SELECT product_key, nextval('catalog.product_id') AS id FROM (
                        SELECT product_key FROM catalog.import_item WHERE run_id = :run AND product_id IS NULL
                        GROUP BY product_key ORDER BY min(line)) k)
                UPDATE catalog.import_item i SET product_id = fresh.id FROM fresh
                WHERE i.run_id = :run AND i.product_id IS NULL AND i.product_key = fresh.product_key""");
        execute("""
                WITH fresh AS (
                    SELECT DISTINCT ON (product_id) *, coalesce(nullif(concat_ws('-', nullif(catalog.slug(title), ''),
                        nullif(catalog.slug(code), '')), ''), 'p-' || product_id) AS base
                    FROM catalog.import_item WHERE run_id = :run AND product_state = 'new'
                    ORDER BY product_id, line),
                numbered AS (SELECT *, row_number() OVER (PARTITION BY base ORDER BY line) AS nth FROM fresh)
                INSERT INTO catalog.product (id, supplier, supplier_key, slug, title_en, title_zh, brand, category_id,
                    description_en, description_zh, image, created_at, updated_at)
                SELECT product_id, :supplier, product_key,
                    CASE WHEN nth > 1 OR EXISTS (SELECT FROM catalog.product p WHERE p.slug = base)
                        THEN base || '--' || product_id ELSE base END,
                    title, title_zh, brand, category_id, description, description_zh, image, :now, :now
                FROM numbered ORDER BY product_id""");
    }

    private void updateProducts() {
        execute("""
                UPDATE catalog.product p SET title_en = i.title, title_zh = i.title_zh, brand = i.brand,
                    category_id = i.category_id, description_en = i.description, description_zh = i.description_zh,
                    image = i.image, active = true, updated_at = :now
                FROM (SELECT DISTINCT ON (product_id) * FROM catalog.import_item
                      WHERE run_id = :run AND product_state = 'changed' ORDER BY product_id, line) i
                WHERE p.id = i.product_id""");
    }

    private void insertSkus() {
        execute("""
                WITH fresh AS (SELECT line, nextval('catalog.sku_id') AS id FROM (
                    SELECT line FROM catalog.import_item WHERE run_id = :run AND state = 'created' ORDER BY line) l)
                UPDATE catalog.import_item i SET sku_id = fresh.id FROM fresh
                WHERE i.run_id = :run AND i.line = fresh.line""");
        execute("""
                INSERT INTO catalog.sku (id, product_id, supplier, code, variant, price_minor, list_price_minor, currency,
                    gtin, pack_size, pack_quantity, pack_unit, attributes)
                SELECT sku_id, product_id, :supplier, code, variant, price_minor, list_price_minor, currency,
                    gtin, pack_size, pack_quantity, pack_unit, attributes
                FROM catalog.import_item WHERE run_id = :run AND state = 'created' ORDER BY sku_id""");
    }

    private void updateSkus() {
        execute("""
                UPDATE catalog.sku s SET variant = i.variant, price_minor = i.price_minor,
                    list_price_minor = i.list_price_minor, currency = i.currency, gtin = i.gtin,
                    pack_size = i.pack_size, pack_quantity = i.pack_quantity, pack_unit = i.pack_unit,
                    attributes = i.attributes, active = true
                FROM catalog.import_item i
                WHERE i.run_id = :run AND i.state = 'updated' AND NOT i.guest AND s.id = i.sku_id""");
    }

    private void writeOffers() {
        execute("""
                INSERT INTO catalog.offer (sku_id, supplier, code, price_minor, currency, stock, claimed_at, rules,
                    title, brand, gtin, pack_size, attributes)
                SELECT sku_id, :supplier, code, price_minor, currency, stock, :now, rules,
                    CASE WHEN guest THEN title END, CASE WHEN guest THEN brand END, CASE WHEN guest THEN gtin END,
                    CASE WHEN guest THEN pack_size END, CASE WHEN guest THEN attributes END
                FROM catalog.import_item WHERE run_id = :run AND state <> 'unchanged'
                ON CONFLICT (supplier, code_key) DO UPDATE SET price_minor = excluded.price_minor,
                    currency = excluded.currency, stock = excluded.stock, claimed_at = excluded.claimed_at,
                    rules = excluded.rules, title = excluded.title, brand = excluded.brand, gtin = excluded.gtin,
                    pack_size = excluded.pack_size, attributes = excluded.attributes""");
    }

    private void writeAttributes() {
        execute("""
                DELETE FROM catalog.attribute_value a USING catalog.import_item i
                WHERE i.run_id = :run AND i.state = 'updated' AND NOT i.guest AND a.sku_id = i.sku_id
                  AND a.source = :supplier AND a.rule <> 'edit'""");
        execute("""
                INSERT INTO catalog.attribute_value (sku_id, name, value, source, rule, confidence, position,
                    recorded_at)
                SELECT i.sku_id, a.key, a.value, :supplier,
                    coalesce(i.rules -> ('attr:' || a.key) ->> 0, 'import.column'),
                    coalesce(CAST(i.rules -> ('attr:' || a.key) ->> 1 AS numeric), 1), a.position, :now
                FROM catalog.import_item i
                CROSS JOIN LATERAL jsonb_each_text(i.attributes) WITH ORDINALITY AS a(key, value, position)
                WHERE i.run_id = :run AND i.state <> 'unchanged' AND NOT i.guest
                ON CONFLICT (sku_id, name) DO NOTHING""");
        Readings.complete(
                handle,
                "SELECT a.key AS name, a.value FROM catalog.import_item i"
                        + " CROSS JOIN LATERAL jsonb_each_text(i.attributes) AS a(key, value)"
                        + " WHERE i.state <> 'unchanged' AND i.run_id = " + run.id());
    }

    private void enqueueForIndex() {
        execute("""
                INSERT INTO catalog.index_queue (product_id, bulk)
                SELECT DISTINCT product_id, (SELECT count(*) > 2000 FROM catalog.import_item
                    WHERE run_id = :run AND state <> 'unchanged')
                FROM catalog.import_item WHERE run_id = :run AND state <> 'unchanged' ORDER BY product_id""");
    }

    private void execute(String sql) {
        Update update = handle.createUpdate(sql).bind("run", run.id());
        if (sql.contains(":supplier")) {
            update.bind("supplier", run.supplier());
        }
        if (sql.contains(":set")) {
            update.bind("set", changeSet);
        }
        if (sql.contains(":now")) {
            update.bind("now", run.startedAt());
        }
        update.execute();
        steps.next();
    }
}
