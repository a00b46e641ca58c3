package yardstick.catalog.feed;

import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/** Compares the items of a run with the catalogue. Columns that the file does not have keep what is there. */
final class DiffSql {

    private final Handle handle;
    private final ImportRun run;
    private final Steps steps;

    DiffSql(Handle handle, ImportRun run, Steps steps) {
        this.handle = handle;
        this.run = run;
        this.steps = steps;
    }

    void run() {
        matchKnown();
        update("""
                UPDATE catalog.import_item i SET product_id = p.id FROM catalog.product p
                WHERE i.run_id = :run AND i.product_id IS NULL
                  AND p.supplier = :supplier AND p.supplier_key = i.product_key""").execute();
        update("""
                UPDATE catalog.import_item i SET
                    price_minor = coalesce(i.price_minor, CAST(:price AS bigint)),
                    brand = coalesce(i.brand, ''),
                    stock = coalesce(i.stock, (SELECT o.stock FROM catalog.offer o
                        WHERE o.code_key = i.code_key AND o.supplier = :supplier), CAST(:stock AS integer))
                WHERE i.run_id = :run""")
                .bind("price", run.request().defaultPriceMinor())
                .bind("stock", run.request().defaultStock())
                .execute();
        new CleanSql(handle, run).run();
        if (run.header().has(Column.PRODUCT)) {
            shareProductColumns();
        }
        compareProducts();
        compareSkus();
    }

    private void matchKnown() {
        List<String> kept = new ArrayList<>(List.of(
                "sku_id = s.id",
                "product_id = s.product_id",
                "guest = s.supplier <> o.supplier OR s.code_key <> o.code_key"));
        keep(kept, Column.VARIANT, "variant = s.variant");
        keep(kept, Column.TITLE_ZH, "title_zh = p.title_zh");
        keep(kept, Column.BRAND, "brand = " + own("p.brand", "o.brand"));
        if (!run.header().has(Column.CATEGORY) && !run.header().has(Column.DEPARTMENT)) {
            kept.add("category = c.path");
        }
        keep(kept, Column.PRICE, "price_minor = " + own("s.price_minor", "o.price_minor"));
        keep(kept, Column.LIST_PRICE, "list_price_minor = s.list_price_minor");
        keep(kept, Column.GTIN, "gtin = " + own("s.gtin", "o.gtin"));
        keep(
                kept,
                Column.PACKAGE_SIZE,
                "pack_size = " + own("s.pack_size", "o.pack_size")
                        + ", pack_quantity = s.pack_quantity, pack_unit = s.pack_unit");
        keep(kept, Column.DESCRIPTION, "description = p.description_en");
        keep(kept, Column.DESCRIPTION_ZH, "description_zh = p.description_zh");
        keep(kept, Column.IMAGE, "image = p.image");
        if (run.header().attributes().isEmpty()) {
            kept.add("attributes = " + own("s.attributes", "coalesce(o.attributes, '{}')"));
        }
        update("UPDATE catalog.import_item i SET " + String.join(", ", kept) + """

                FROM catalog.offer o JOIN catalog.sku s ON s.id = o.sku_id
                JOIN catalog.product p ON p.id = s.product_id
                LEFT JOIN catalog.category c ON c.id = p.category_id
                WHERE i.run_id = :run AND o.supplier = :supplier AND o.code_key = i.code_key""")
                .execute();
    }

    /** A guest keeps what its offer says, the supplier of the SKU what the SKU says. */
    private static String own(String ofSku, String ofOffer) {
        return "CASE WHEN s.supplier = o.supplier AND s.code_key = o.code_key THEN " + ofSku + " ELSE " + ofOffer
                + " END";
    }

    private void keep(List<String> kept, Column column, String assignment) {
        if (!run.header().has(column)) {
            kept.add(assignment);
        }
    }

    /** SKUs of one product share what belongs to the product; the first line of the file decides. */
    private void shareProductColumns() {
        update("""
                UPDATE catalog.import_item i SET title = f.title, title_zh = f.title_zh, brand = f.brand,
                    category = f.category, description = f.description, description_zh = f.description_zh,
                    image = f.image
                FROM (SELECT DISTINCT ON (coalesce(CAST(product_id AS text), product_key)) * FROM catalog.import_item
                      WHERE run_id = :run AND NOT guest ORDER BY coalesce(CAST(product_id AS text), product_key), line) f
                WHERE i.run_id = :run AND NOT i.guest AND coalesce(CAST(i.product_id AS text), i.product_key)
                    = coalesce(CAST(f.product_id AS text), f.product_key)""").execute();
    }

    private void compareProducts() {
        update("""
                UPDATE catalog.import_item i SET product_state = CASE
                    WHEN p.id IS NULL THEN 'new'
                    WHEN i.guest THEN 'same'
                    WHEN (p.title_en, p.title_zh, p.brand, c.path, p.description_en, p.description_zh, p.image, p.active)
                        IS DISTINCT FROM
                        (i.title, i.title_zh, i.brand, i.category, i.description, i.description_zh, i.image, true)
                    THEN 'changed' ELSE 'same' END
                FROM catalog.import_item j LEFT JOIN catalog.product p ON p.id = j.product_id
                LEFT JOIN catalog.category c ON c.id = p.category_id
                WHERE i.run_id = :run AND j.ctid = i.ctid AND j.run_id = :run""").execute();
    }

    private void compareSkus() {
        update("""
                UPDATE catalog.import_item i SET
                    claim_changed = i.stock IS NOT NULL AND i.stock IS DISTINCT FROM o.stock,
                    state = CASE
                        WHEN s.id IS NULL THEN 'created'
                        WHEN i.guest THEN CASE WHEN
                            (o.price_minor, o.currency, o.stock, o.title, o.brand, o.gtin, o.pack_size, o.attributes)
                            IS DISTINCT FROM
                            (i.price_minor, i.currency, i.stock, i.title, i.brand, i.gtin, i.pack_size, i.attributes)
                            THEN 'updated' ELSE 'unchanged' END
                        WHEN i.product_state = 'changed' OR i.stock IS DISTINCT FROM o.stock
                            OR (s.variant, s.price_minor, s.list_price_minor, s.currency, s.gtin, s.pack_size,
                                s.pack_quantity, s.pack_unit, s.attributes, s.active)
                            IS DISTINCT FROM
                            (i.variant, i.price_minor, i.list_price_minor, i.currency, i.gtin, i.pack_size,
                                i.pack_quantity, i.pack_unit, i.attributes, true)
                        THEN 'updated' ELSE 'unchanged' END
                FROM catalog.import_item j LEFT JOIN catalog.sku s ON s.id = j.sku_id
                LEFT JOIN catalog.offer o ON o.supplier = :supplier AND o.code_key = j.code_key
                WHERE i.run_id = :run AND j.ctid = i.ctid AND j.run_id = :run""").execute();
    }

    private Update update(String sql) {
        steps.next();
        Update update = handle.createUpdate(sql).bind("run", run.id());
        return sql.contains(":supplier") ? update.bind("supplier", run.supplier()) : update;
    }
}
