package yardstick.catalog.feed;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import yardstick.catalog.ProductId;
import yardstick.catalog.ProductsChanged;
import yardstick.catalog.SkuId;
import yardstick.catalog.StockClaimed;
import yardstick.catalog.feed.ImportReport.Counts;
import yardstick.kernel.Jobs.Progress;

/**
 * The life of one import: every row is checked and staged, rows of one code become one item, items are compared with
 * the catalogue, and one transaction applies them all or none. A dry run ends after the comparison.
 */
final class CatalogImport {

    private static final int PRODUCTS_PER_EVENT = 1_000;
    private static final int CLAIMS_PER_EVENT = 5_000;
    private static final int REPORT_EVERY = 1_000;

    private final ImportWorkshop shop;
    private final ImportRun run;
    private final ImportReport report;
    private final Progress progress;

    CatalogImport(ImportWorkshop shop, ImportRun run, ImportReport report, Progress progress) {
        this.shop = shop;
        this.run = run;
        this.report = report;
        this.progress = progress;
    }

    /** Reads all rows; false when somebody asked to stop. */
    boolean stage(CsvSource source) throws IOException {
        Staging staging = new Staging(shop.database(), run.id());
        RowReader rows = new RowReader(run.header(), shop.settings().currency());
        try {
            while (source.records().hasNext()) {
                stage(source.records().next(), rows, staging);
                if (report.rows() % REPORT_EVERY == 0) {
                    progress.done(report.rows());
                    progress.failed(report.errors());
                }
                if (progress.cancelled()) {
                    return false;
                }
            }
        } catch (CsvParseException e) {
            throw new IllegalArgumentException(
                    "The file is not valid CSV after row " + report.rows() + ": " + e.getMessage(), e);
        }
        staging.flush();
        return true;
    }

    private void stage(CsvRecord row, RowReader rows, Staging staging) {
        report.row();
        if (rows.notAProduct(row)) {
            report.skip("not_a_product", 1);
            return;
        }
        try {
            staging.add(rows.read(row));
        } catch (RowRefused e) {
            report.error(e.at(row.getStartingLineNumber()), 1);
        }
    }

    /** Merges, compares and, unless it is a dry run, applies. */
    void apply() {
        shop.database().execute(handle -> MergeSql.run(handle, run.id()));
        shop.database().execute(handle -> {
            handle.execute("SELECT pg_advisory_xact_lock(hashtext('catalog.import'))");
            handle.execute("SET LOCAL work_mem = '64MB'");
            dropUnusable(handle);
            new DiffSql(handle, run).run();
            count(handle);
            if (!run.request().dryRun()) {
                Set<Long> renamed = CategoryTree.apply(handle, run.id());
                new ApplySql(handle, run).run();
                shop.index().enqueue(renamed);
                announce(handle);
                handle.createUpdate("UPDATE catalog.import_run SET applied_at = :now WHERE id = :run")
                        .bind("now", shop.clock().instant())
                        .bind("run", run.id())
                        .execute();
            }
        });
    }

    /** Codes of invoice lines that were never sold at a price are no products; codes without a title are errors. */
    private void dropUnusable(Handle handle) {
        if (!run.header().invoiceLines()) {
            return;
        }
        record Unusable(long line, String code, long rows, boolean priced) {}
        List<Unusable> unusable = handle.createQuery("""
                        DELETE FROM catalog.import_item
                        WHERE run_id = :run AND (price_minor IS NULL OR title IS NULL)
                        RETURNING line, code, rows, price_minor IS NOT NULL""")
                .bind("run", run.id())
                .map((row, context) ->
                        new Unusable(row.getLong(1), row.getString(2), row.getLong(3), row.getBoolean(4)))
                .list();
        for (Unusable item : unusable) {
            if (item.priced()) {
                report.error(new RowError(item.line(), "title", item.code(), "title_missing"), item.rows());
            } else {
                report.skip("never_priced", item.rows());
            }
        }
    }

    private void count(Handle handle) {
        report.counts(handle.createQuery("""
                        SELECT count(*) FILTER (WHERE state = 'created'), count(*) FILTER (WHERE state = 'updated'),
                               count(*) FILTER (WHERE state = 'unchanged'), coalesce(sum(rows - 1), 0)
                        FROM catalog.import_item WHERE run_id = :run""")
                .bind("run", run.id())
                .map((row, context) -> new Counts(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)))
                .one());
    }

    private void announce(Handle handle) {
        record Touched(SkuId sku, @Nullable Integer claim) {}
        List<Touched> touched = handle.createQuery("""
                        SELECT sku_id, CASE WHEN claim_changed THEN stock END FROM catalog.import_item
                        WHERE run_id = :run AND state <> 'unchanged' ORDER BY sku_id""")
                .bind("run", run.id())
                .map((row, context) -> new Touched(new SkuId(row.getLong(1)), (Integer) row.getObject(2)))
                .list();
        Map<SkuId, Integer> claims = new HashMap<>();
        for (Touched item : touched) {
            if (item.claim() != null) {
                claims.put(item.sku(), item.claim());
            }
            if (claims.size() == CLAIMS_PER_EVENT) {
                claim(claims);
            }
        }
        claim(claims);
        announceProducts(handle);
        shop.index()
                .enqueue(shop.stockMarks()
                        .refresh(touched.stream().map(Touched::sku).toList()));
    }

    private void claim(Map<SkuId, Integer> claims) {
        if (!claims.isEmpty()) {
            Instant asOf = run.request().stockAsOf();
            Instant at = asOf == null || asOf.isAfter(run.startedAt()) ? run.startedAt() : asOf;
            shop.announcer().announce(new StockClaimed(run.supplier(), Map.copyOf(claims), at));
            claims.clear();
        }
    }

    private void announceProducts(Handle handle) {
        List<ProductId> products = handle.createQuery("""
                        SELECT DISTINCT product_id FROM catalog.import_item
                        WHERE run_id = :run AND state <> 'unchanged' ORDER BY product_id""")
                .bind("run", run.id())
                .map((row, context) -> new ProductId(row.getLong(1)))
                .list();
        for (int from = 0; from < products.size(); from += PRODUCTS_PER_EVENT) {
            List<ProductId> batch = products.subList(from, Math.min(from + PRODUCTS_PER_EVENT, products.size()));
            shop.announcer().announce(new ProductsChanged(Set.copyOf(batch)));
        }
    }
}
