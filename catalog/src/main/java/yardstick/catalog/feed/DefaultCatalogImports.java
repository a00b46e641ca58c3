package yardstick.catalog.feed;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import yardstick.catalog.CatalogImports;
import yardstick.catalog.search.ProductIndex;
import yardstick.catalog.search.StockMarks;
import yardstick.kernel.Announcer;
import yardstick.kernel.Database;
import yardstick.kernel.Jobs;
import yardstick.kernel.Jobs.Progress;
import yardstick.kernel.Settings;

/** Imports as jobs. Progress counts rows while reading, then products while indexing. */
@ApplicationScoped
class DefaultCatalogImports implements CatalogImports {

    @Inject
    Jobs jobs;

    @Inject
    Database database;

    @Inject
    Announcer announcer;

    @Inject
    Clock clock;

    @Inject
    Settings settings;

    @Inject
    ProductIndex index;

    @Inject
    StockMarks stockMarks;

    private @Nullable ImportWorkshop workshop;

    DefaultCatalogImports() {}

    /** Outside a container. */
    DefaultCatalogImports(Jobs jobs, ImportWorkshop workshop) {
        this.jobs = jobs;
        this.workshop = workshop;
    }

    private ImportWorkshop workshop() {
        ImportWorkshop given = workshop;
        return given == null ? new ImportWorkshop(database, announcer, clock, settings, index, stockMarks) : given;
    }

    @Override
    public UUID start(Request request) {
        return jobs.start("catalog.import", request.name(), progress -> run(request, progress));
    }

    private String run(Request request, Progress progress) throws IOException {
        ImportWorkshop shop = workshop();
        long began = System.nanoTime();
        if (!Files.isReadable(request.file())) {
            throw new IllegalArgumentException("The file " + request.name() + " cannot be read.");
        }
        String supplier =
                request.supplier().isBlank() ? "default" : request.supplier().strip();
        ImportReport report = new ImportReport(request.name(), supplier, request.dryRun());
        try (CsvSource source = CsvSource.open(request.file())) {
            Instant now = shop.clock().instant();
            long id = begin(shop, request, supplier, now);
            report.ignoredColumns(source.header().ignored());
            ImportRun run = new ImportRun(id, request, supplier, source.header(), now);
            try {
                CatalogImport work = new CatalogImport(shop, run, report, progress);
                if (work.stage(source)) {
                    work.apply();
                    index(shop, report, progress);
                }
                return finish(
                        shop,
                        run,
                        report.json(Duration.ofNanos(System.nanoTime() - began).toMillis() / 1000.0),
                        source.digest());
            } finally {
                clean(shop, id);
            }
        }
    }

    private static long begin(ImportWorkshop shop, Request request, String supplier, Instant now) {
        return shop.database()
                .write(handle -> handle.createQuery("""
                        INSERT INTO catalog.import_run (file, supplier, dry_run, started_at)
                        VALUES (:file, :supplier, :dryRun, :now) RETURNING id""")
                        .bind("file", request.name())
                        .bind("supplier", supplier)
                        .bind("dryRun", request.dryRun())
                        .bind("now", now)
                        .mapTo(Long.class)
                        .one());
    }

    /** Indexing counts as work while it lasts; in the end the job has done the rows of its file. */
    private static void index(ImportWorkshop shop, ImportReport report, Progress progress) {
        long queued = shop.index().queued();
        progress.failed(report.errors());
        progress.total(report.rows() + queued);
        progress.done(report.rows());
        shop.index().drain(done -> progress.done(report.rows() + Math.min(done, queued)));
        progress.total(report.rows());
        progress.done(report.rows());
    }

    private static String finish(ImportWorkshop shop, ImportRun run, String json, String digest) {
        shop.database()
                .execute(handle -> handle.createUpdate(
                                "UPDATE catalog.import_run SET sha256 = :digest, report = :report WHERE id = :id")
                        .bind("digest", digest)
                        .bind("report", json)
                        .bind("id", run.id())
                        .execute());
        return json;
    }

    /** Staged rows are of no use after the run; those of a crashed run go with the next one. */
    private static void clean(ImportWorkshop shop, long run) {
        shop.database().execute(handle -> {
            for (String table : new String[] {"import_row", "import_item"}) {
                handle.createUpdate("DELETE FROM catalog." + table + " WHERE run_id = :run OR run_id IN"
                                + " (SELECT id FROM catalog.import_run WHERE started_at < now() - interval '1 day')")
                        .bind("run", run)
                        .execute();
            }
        });
    }
}
