package yardstick.catalog.feed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import yardstick.catalog.CatalogImports.Request;
import yardstick.catalog.ImportDesk.State;
import yardstick.catalog.ProductId;
import yardstick.catalog.ProductsChanged;
import yardstick.catalog.StockClaimed;
import yardstick.catalog.change.Journal;
import yardstick.kernel.Jobs;
import yardstick.kernel.Jobs.Progress;

/**
 * The work of an import as a job. Each step starts from the file and ends in one transaction, so that a step whose process
 * died is simply begun again: what was applied is applied once.
 */
final class ImportJobs {

    private static final int PRODUCTS_PER_EVENT = 1_000;

    private final Jobs jobs;
    private final ImportWorkshop shop;
    private final ImportRuns runs;

    ImportJobs(Jobs jobs, ImportWorkshop shop) {
        this.jobs = jobs;
        this.shop = shop;
        this.runs = new ImportRuns(shop.database());
    }

    /** Starts the step that the run's state names, unless another process just did. */
    Optional<UUID> begin(long id, @Nullable UUID before) {
        return shop.database().write(handle -> {
            StoredRun run = runs.get(id);
            String title = run.file();
            UUID[] started = new UUID[1];
            started[0] = jobs.start("catalog.import", title, progress -> work(id, started[0], progress));
            return runs.job(id, before, started[0]) ? Optional.of(started[0]) : Optional.empty();
        });
    }

    private String work(long id, @Nullable UUID job, Progress progress) throws IOException {
        StoredRun run = runs.get(id);
        if (!java.util.Objects.equals(run.job(), job) || !run.state().working()) {
            return "{}";
        }
        try {
            return run.state() == State.UNDOING ? undo(run) : read(run, progress);
        } catch (CancellationException e) {
            runs.finish(id, new ImportRuns.Result(State.CANCELLED, null, null, null));
            return "{}";
        } catch (IOException | RuntimeException e) {
            runs.finish(id, new ImportRuns.Result(State.FAILED, null, null, readable(e)));
            throw e;
        } finally {
            runs.clean(id);
        }
    }

    private static String readable(Exception failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }

    private String read(StoredRun stored, Progress progress) throws IOException {
        long began = System.nanoTime();
        boolean dryRun = stored.state() == State.COMPARING;
        Request request = stored.request(dryRun);
        ImportReport report = new ImportReport(request.name(), request.supplier(), dryRun);
        if (stored.appliedAt() != null && stored.report() != null && !dryRun) {
            runs.finish(stored.id(), new ImportRuns.Result(State.APPLIED, null, null, null));
            return stored.report();
        }
        forget(stored.id());
        try (RowSource source = open(stored)) {
            runs.header(stored.id(), source.names());
            Header header =
                    stored.mapping() == null ? Header.of(source.names()) : Header.of(source.names(), stored.mapping());
            report.ignoredColumns(header.ignored());
            Instant now = shop.clock().instant();
            ImportRun run = new ImportRun(stored.id(), request, request.supplier(), stored.who(), header, now);
            CatalogImport work = new CatalogImport(shop, run, report, progress);
            if (!work.stage(source)) {
                throw new CancellationException("stopped");
            }
            apply(work);
            index(report, progress);
            String json =
                    report.json(Duration.ofNanos(System.nanoTime() - began).toMillis() / 1000.0);
            runs.finish(
                    stored.id(),
                    new ImportRuns.Result(dryRun ? State.COMPARED : State.APPLIED, json, source.digest(), null));
            return json;
        }
    }

    /** The statement that a wish to stop interrupts fails; that is no failure of the import. */
    private static void apply(CatalogImport work) {
        try {
            work.apply();
        } catch (RuntimeException e) {
            if (work.cancelled()) {
                throw new CancellationException("stopped");
            }
            throw e;
        }
    }

    RowSource open(StoredRun run) throws IOException {
        if (run.parent() != null) {
            return new FailedRows(shop.database(), runs.get(run.parent()));
        }
        Path file = Path.of(run.path() == null ? "" : run.path());
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new IllegalArgumentException("The file " + run.file() + " cannot be read.");
        }
        return Sources.open(file);
    }

    private void forget(long run) {
        runs.clean(run);
        shop.database()
                .execute(handle -> handle.createUpdate("DELETE FROM catalog.import_failure WHERE run_id = :run")
                        .bind("run", run)
                        .execute());
    }

    /** Indexing counts as work while it lasts; in the end the job has done the rows of its file. */
    private void index(ImportReport report, Progress progress) {
        long queued = shop.index().queued();
        long before = report.rows() * 2;
        progress.failed(report.errors());
        progress.total(before + queued);
        progress.done(before);
        shop.index().drain(done -> progress.done(before + Math.min(done, queued)));
        progress.total(report.rows());
        progress.done(report.rows());
    }

    private String undo(StoredRun run) {
        Journal.Undone undone = shop.database().write(handle -> {
            handle.execute("SELECT pg_advisory_xact_lock(hashtext('catalog.import'))");
            Long set = run.changeSet();
            if (set == null
                    || !Journal.of(handle, set).close(run.who(), shop.clock().instant())) {
                return new Journal.Undone(0, 0, List.of(), java.util.Map.of());
            }
            Journal.Undone result = Journal.of(handle, set).undo();
            announce(
                    result,
                    handle.createQuery(
                                    "SELECT DISTINCT product_id FROM catalog.change_row WHERE set_id = :set AND NOT kept")
                            .bind("set", set)
                            .mapTo(Long.class)
                            .list());
            return result;
        });
        shop.index().drain(done -> {});
        String json = "{\"restored\":" + undone.restored() + ",\"kept\":" + undone.kept() + "}";
        runs.finish(run.id(), new ImportRuns.Result(State.UNDONE, json, null, null));
        return json;
    }

    private void announce(Journal.Undone undone, List<Long> products) {
        undone.claims()
                .forEach((by, units) -> shop.announcer().announce(new StockClaimed(by.supplier(), units, by.at())));
        for (int from = 0; from < products.size(); from += PRODUCTS_PER_EVENT) {
            Set<ProductId> batch = products.subList(from, Math.min(from + PRODUCTS_PER_EVENT, products.size())).stream()
                    .map(ProductId::new)
                    .collect(Collectors.toSet());
            shop.announcer().announce(new ProductsChanged(batch));
        }
        shop.index().enqueue(shop.stockMarks().refresh(undone.skus()));
    }
}
