package yardstick.catalog.feed;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import yardstick.catalog.CatalogImports;
import yardstick.catalog.CatalogList;
import yardstick.catalog.CatalogQuery;
import yardstick.catalog.SkuId;
import yardstick.catalog.product.DefaultCatalog;
import yardstick.catalog.search.ProductIndex;
import yardstick.catalog.search.ProductSearch;
import yardstick.catalog.search.StockMarks;
import yardstick.catalog.spi.Availability;
import yardstick.kernel.Job;
import yardstick.kernel.Language;
import yardstick.kernel.Setting;
import yardstick.kernel.Settings;
import yardstick.kernel.runtime.IcuMessages;
import yardstick.kernel.runtime.PostgresJobs;
import yardstick.testkit.Announcements;
import yardstick.testkit.FixedClock;
import yardstick.testkit.TestDatabase;

/** A catalogue with its own database and its own index directory, wired without a container. */
public final class TestShop implements AutoCloseable {

    public final TestDatabase database = TestDatabase.with("catalog");
    public final Announcements announcements = new Announcements();
    public final FixedClock clock = new FixedClock("2026-01-01T08:00:00Z");
    public final Ledger ledger = new Ledger();
    public final Settings settings;
    public final ProductIndex index;
    public final StockMarks stockMarks;
    public final ProductSearch search;
    public final DefaultCatalog catalog;
    private final EntityManagerFactory entityManagers;
    public final yardstick.catalog.ImportDesk desk;
    final Workshop workshop;
    final PostgresJobs jobs;
    private final CatalogImports imports;
    private final Path directory;

    /** Stock by SKU, set by tests. */
    public static final class Ledger implements Availability {

        public final Map<SkuId, Integer> units = new HashMap<>();

        @Override
        public Map<SkuId, Integer> available(Collection<SkuId> skus) {
            Map<SkuId, Integer> available = new HashMap<>();
            skus.forEach(sku -> available.put(sku, units.getOrDefault(sku, 0)));
            return available;
        }
    }

    public TestShop() {
        try {
            directory = Files.createTempDirectory("catalog");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        settings = Settings.of(Map.of(Setting.DATA_DIR, directory.toString()));
        entityManagers = Persistence.createEntityManagerFactory(
                "catalog",
                Map.of(
                        "jakarta.persistence.transactionType",
                        "RESOURCE_LOCAL",
                        "jakarta.persistence.nonJtaDataSource",
                        database.dataSource(),
                        "hibernate.search.backend.directory.root",
                        directory.resolve("index").resolve("v3").toString()));
        index = new ProductIndex(database, entityManagers);
        stockMarks = new StockMarks(database, index, ledger);
        search = new ProductSearch(
                index,
                settings,
                new yardstick.catalog.attribute.FacetNames(database),
                new yardstick.catalog.search.SearchRules(database));
        catalog = new DefaultCatalog(database, search, IcuMessages.load());
        jobs = new PostgresJobs(database, clock, Runnable::run);
        workshop = new Workshop(new ImportWorkshop(
                database,
                announcements,
                clock,
                settings,
                index,
                stockMarks,
                work -> Thread.ofPlatform().start(work)));
        imports = new DefaultCatalogImports(jobs, workshop);
        desk = new DefaultImportDesk(jobs, workshop);
    }

    public Job run(CatalogImports.Request request) {
        UUID id = imports.start(request);
        awaitRefresh();
        return jobs.find(id).orElseThrow();
    }

    /** Imports text as a file and returns the report. */
    public String load(String csv) {
        return load(csv, false);
    }

    public String load(String csv, boolean dryRun) {
        return report(run(request(file(csv), dryRun)));
    }

    public static String report(Job job) {
        String result = job.result();
        if (result == null) {
            throw new AssertionError("import failed: " + job.message());
        }
        return result;
    }

    public Path file(String csv) {
        try {
            return Files.writeString(Files.createTempFile(directory, "catalog", ".csv"), csv);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static CatalogImports.Request request(Path file, boolean dryRun) {
        return new CatalogImports.Request(file, file.getFileName().toString(), "default", dryRun, null, null);
    }

    public SkuId sku(String code) {
        SkuId sku = catalog.skusByCode(java.util.List.of(code)).get(code);
        if (sku == null) {
            throw new AssertionError("no SKU with code " + code);
        }
        return sku;
    }

    public CatalogList search(String text) {
        return catalog.list(query(text, null));
    }

    public static CatalogQuery query(String text, @Nullable String category) {
        return new CatalogQuery(Language.EN, text, category, Map.of(), CatalogQuery.Sort.RELEVANCE, 1, 24);
    }

    public long count(String table) {
        return database.read(handle -> handle.createQuery("SELECT count(*) FROM " + table)
                .mapTo(Long.class)
                .one());
    }

    /** Longer than the index waits before it shows a change. */
    public static void awaitRefresh() {
        try {
            Thread.sleep(260);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** As new: no goods, no runs, no memory of either. */
    public void clear() {
        database.execute(handle -> handle.execute("""
                TRUNCATE catalog.import_run, catalog.import_mapping, catalog.import_row, catalog.import_item,
                    catalog.change_set, catalog.attribute_value, catalog.value_reading, catalog.offer, catalog.sku,
                    catalog.product, catalog.category, catalog.attribute, catalog.index_queue, catalog.picture CASCADE"""));
        index.purge();
    }

    @Override
    public void close() {
        entityManagers.close();
    }
}
