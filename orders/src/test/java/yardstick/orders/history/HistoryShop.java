package yardstick.orders.history;

import jakarta.persistence.EntityManagerFactory;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import yardstick.catalog.attribute.FacetNames;
import yardstick.catalog.product.DefaultCatalog;
import yardstick.catalog.search.ProductIndex;
import yardstick.catalog.search.ProductSearch;
import yardstick.kernel.Job;
import yardstick.kernel.Jobs.Progress;
import yardstick.kernel.Setting;
import yardstick.kernel.Settings;
import yardstick.kernel.runtime.IcuMessages;
import yardstick.kernel.runtime.PostgresJobs;
import yardstick.orders.OrderImports.Request;
import yardstick.orders.shop.Shelf;
import yardstick.testkit.Announcements;
import yardstick.testkit.TestDatabase;

/** A fresh database with the import in front of it. */
final class HistoryShop {

    /** Stock codes come from the database; nothing here searches. */
    private static final EntityManagerFactory NO_INDEX = (EntityManagerFactory) Proxy.newProxyInstance(
            HistoryShop.class.getClassLoader(), new Class<?>[] {EntityManagerFactory.class}, (proxy, method, given) -> {
                throw new UnsupportedOperationException(method.getName());
            });

    final TestDatabase database = TestDatabase.with("catalog", "orders");
    final Announcements announcements = new Announcements();
    private final DefaultOrderImports imports = new DefaultOrderImports();

    HistoryShop(Map<String, Long> codes, String zone) {
        imports.database = database;
        Shelf shelf = new Shelf(database);
        codes.forEach((code, id) -> shelf.put(id, code, null));
        Settings settings = Settings.of(Map.of(Setting.SHOP_ZONE, zone));
        imports.catalog = new DefaultCatalog(
                database,
                new ProductSearch(
                        new ProductIndex(database, NO_INDEX),
                        settings,
                        new FacetNames(database),
                        new yardstick.catalog.search.SearchRules(database)),
                IcuMessages.load());
        imports.announcer = announcements;
        imports.messages = IcuMessages.load();
        imports.settings = settings;
        imports.clock = Clock.systemUTC();
        imports.jobs = new PostgresJobs(database, imports.clock, Runnable::run);
    }

    String take(Path file) throws IOException {
        return take(file, "old-shop", "GBP");
    }

    String take(Path file, String source, String currency) throws IOException {
        return imports.run(new Request(file, String.valueOf(file.getFileName()), source, currency), new Running(false));
    }

    String takeCancelled(Path file) throws IOException {
        return imports.run(new Request(file, "cancelled", "old-shop", "GBP"), new Running(true));
    }

    Job takeAsJob(Path file) {
        UUID id = imports.start(new Request(file, "history.csv", "old-shop", "GBP"));
        return imports.jobs.find(id).orElseThrow();
    }

    long number(String sql) {
        return database.read(handle -> handle.createQuery(sql).mapTo(Long.class).one());
    }

    List<String> texts(String sql) {
        return database.read(
                handle -> handle.createQuery(sql).mapTo(String.class).list());
    }

    private record Running(boolean cancelled) implements Progress {
        @Override
        public void total(long rows) {}

        @Override
        public void done(long rows) {}

        @Override
        public void failed(long rows) {}
    }
}
