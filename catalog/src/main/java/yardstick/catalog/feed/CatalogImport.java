package yardstick.catalog.feed;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
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
    private Steps steps = Steps.NONE;
    private boolean cancelled;

    CatalogImport(ImportWorkshop shop, ImportRun run, ImportReport report, Progress progress) {
        this.shop = shop;
        this.run = run;
        this.report = report;
        this.progress = progress;
    }

    /** Reads all rows; false when somebody asked to stop. */
    boolean stage(RowSource source) {
        Staging staging = new Staging(shop.database(), run.id());
        Failures failures = new Failures(shop.database(), run.id());
        RowReader rows = new RowReader(run.header(), shop.settings().currency());
        while (source.hasNext()) {
            Row row = source.next();
            report.row();
            if (rows.notAProduct(row)) {
                report.skip("not_a_product", 1);
            } else {
                try {
                    staging.add(rows.read(row));
                } catch (RowRefused e) {
                    RowError error = e.at(row.line());
                    report.error(error, 1);
                    failures.add(error, row.fields());
                }
            }
            if (report.rows() % REPORT_EVERY == 0 && !goOn(source)) {
                return false;
            }
        }
        staging.flush();
        failures.flush();
        return goOn(source);
    }

    /** The rows are the first half of the work, comparing and applying them the second. */
    private boolean goOn(RowSource source) {
        double share = source.hasNext() ? source.share() : 1;
        progress.total(share > 0.005 ? Math.round(report.rows() / share) * 2 : -1);
        progress.done(report.rows());
        progress.failed(report.errors());
        return !progress.cancelled();
    }

    /** True when somebody asked to stop while the rows were compared or applied. */
    boolean cancelled() {
        return cancelled;
    }

    /** Merges, compares and, unless it is a dry run, applies. */
    void apply() {
        try (Pulse pulse = Pulse.start(shop, progress, report.rows())) {
            steps = new Steps(pulse, report.rows());
            shop.database().execute(handle -> {
                pulse.of(process(handle));
                MergeSql.run(handle, run.id());
            });
            shop.database().execute(handle -> {
                pulse.of(process(handle));
                inOne(handle);
                pulse.of(0);
            });
        } finally {
            cancelled = progress.cancelled();
        }
    }

    private static int process(Handle handle) {
        return handle.createQuery("SELECT pg_backend_pid()")
                .mapTo(Integer.class)
                .one();
    }

    private void inOne(Handle handle) {
        handle.execute("SELECT pg_advisory_xact_lock(hashtext('catalog.import'))");
        handle.execute("SET LOCAL work_mem = '64MB'");
        dropUnusable(handle);
        new DiffSql(handle, run, steps).run();
        count(handle);
        new Preview(handle, run, shop.settings().currency()).into(report);
        if (!run.request().dryRun()) {
            Set<Long> renamed = CategoryTree.apply(handle, run.id());
            ApplySql apply = new ApplySql(handle, run, steps);
            apply.run();
            shop.index().enqueue(renamed);
            announce(handle);
            handle.createUpdate("UPDATE catalog.import_run SET applied_at = :now, change_set = :set WHERE id = :run")
                    .bind("now", shop.clock().instant())
                    .bind("set", apply.changeSet())
                    .bind("run", run.id())
                    .execute();
        }
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

    private record Touched(SkuId sku, @Nullable Integer claim) {}

    /** Passes on what changed, a few thousand SKUs at a time: neither list is ever in memory as a whole. */
    private void announce(Handle handle) {
        try (Stream<Touched> rows = handle
                .createQuery("""
                        SELECT i.sku_id, CASE WHEN bool_or(i.claim_changed) THEN least((SELECT sum(o.stock)
                            FROM catalog.offer o WHERE o.sku_id = i.sku_id), 999999999) END
                        FROM catalog.import_item i
                        WHERE i.run_id = :run AND i.state <> 'unchanged' GROUP BY i.sku_id ORDER BY i.sku_id""")
                .bind("run", run.id())
                .setFetchSize(CLAIMS_PER_EVENT)
                .map((row, context) ->
                        new Touched(new SkuId(row.getLong(1)), row.getObject(2) == null ? null : row.getInt(2)))
                .stream()) {
            batches(rows, CLAIMS_PER_EVENT, this::announceSkus);
        }
        try (Stream<ProductId> products = handle
                .createQuery("""
                        SELECT DISTINCT product_id FROM catalog.import_item
                        WHERE run_id = :run AND state <> 'unchanged' ORDER BY product_id""")
                .bind("run", run.id())
                .setFetchSize(CLAIMS_PER_EVENT)
                .map((row, context) -> new ProductId(row.getLong(1)))
                .stream()) {
            batches(
                    products,
                    PRODUCTS_PER_EVENT,
                    batch -> shop.announcer().announce(new ProductsChanged(Set.copyOf(batch))));
        }
    }

    private static <T> void batches(Stream<T> all, int size, Consumer<List<T>> each) {
        List<T> batch = new ArrayList<>(size);
        Iterator<T> rows = all.iterator();
        while (rows.hasNext()) {
            batch.add(rows.next());
            if (batch.size() == size || !rows.hasNext()) {
                each.accept(List.copyOf(batch));
                batch.clear();
            }
        }
    }

    private void announceSkus(List<Touched> batch) {
        Map<SkuId, Integer> claims = new HashMap<>();
        for (Touched item : batch) {
            if (item.claim() != null) {
                claims.put(item.sku(), item.claim());
            }
        }
        claim(claims);
        shop.index()
                .enqueue(shop.stockMarks()
                        .refresh(batch.stream().map(Touched::sku).toList()));
    }

    private void claim(Map<SkuId, Integer> claims) {
        if (!claims.isEmpty()) {
            Instant asOf = run.request().stockAsOf();
            Instant at = asOf == null || asOf.isAfter(run.startedAt()) ? run.startedAt() : asOf;
            shop.announcer().announce(new StockClaimed(run.supplier(), Map.copyOf(claims), at));
        }
    }
}
