package yardstick.web.demo;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import yardstick.catalog.Catalog;
import yardstick.catalog.CatalogImports;
import yardstick.catalog.Sku;
import yardstick.catalog.SkuId;
import yardstick.kernel.Job;
import yardstick.kernel.Jobs;
import yardstick.kernel.Language;
import yardstick.kernel.Setting;
import yardstick.kernel.Settings;
import yardstick.orders.OrderImports;
import yardstick.orders.Orders;
import yardstick.tracking.EventHistory;
import yardstick.tracking.Tracker;

/**
 * The steps of the load, in the order in which a visitor notices them. Each goes through a published door that
 * recognises what it has seen, so a load that was interrupted is simply run again.
 */
@ApplicationScoped
class DemoLoad {

    private static final int STEPS = 5;
    private static final int PAGE = 500;
    private static final int EVENTS_AT_ONCE = 5_000;
    private static final long POLL_MS = 50;

    @Inject
    CatalogImports catalogImports;

    @Inject
    OrderImports orderImports;

    @Inject
    Catalog catalog;

    @Inject
    Orders orders;

    @Inject
    EventHistory eventHistory;

    @Inject
    DemoRelease release;

    @Inject
    Jobs jobs;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    DemoLoad() {}

    /** @return the counts as JSON */
    String run(LocalDate until, Jobs.Progress progress) throws IOException, InterruptedException {
        long started = clock.millis();
        progress.total(STEPS);
        Path directory =
                Files.createDirectories(settings.directory(Setting.DATA_DIR).resolve("uploads"));
        List<DemoProduct> products = DemoCatalog.products();
        importCatalog(directory.resolve("demo-catalog.csv"), progress);
        release.offerCoupons();
        progress.done(1);
        DemoHistory history = HistoryMaker.make(until, settings.zone(), products);
        progress.done(2);
        importOrders(directory.resolve("demo-orders.csv"), history, progress);
        progress.done(3);
        release.run(history.begins());
        progress.done(4);
        int events = append(history, progress);
        progress.done(STEPS);
        return String.format(
                Locale.ROOT,
                "{\"products\":%d,\"orders\":%d,\"visits\":%d,\"events\":%d,\"seconds\":%.1f}",
                products.size(),
                history.orders().size(),
                history.visits().size(),
                events,
                (clock.millis() - started) / 1000.0);
    }

    private void importCatalog(Path file, Jobs.Progress progress) throws IOException, InterruptedException {
        DemoCatalog.writeTo(file, settings.currency());
        await(
                catalogImports.start(
                        new CatalogImports.Request(file, "demo-catalog.csv", "default", false, null, null)),
                progress);
    }

    private void importOrders(Path file, DemoHistory history, Jobs.Progress progress)
            throws IOException, InterruptedException {
        OrderFile.write(file, history);
        await(
                orderImports.start(
                        new OrderImports.Request(file, "demo-orders.csv", DemoOrder.SOURCE, settings.currency())),
                progress);
    }

    private void await(UUID id, Jobs.Progress progress) throws InterruptedException {
        Job job = jobs.find(id).orElseThrow();
        while (!job.finished()) {
            if (progress.cancelled()) {
                jobs.cancel(id);
                throw new CancellationException("stopped");
            }
            if (job.state() == Job.State.STALLED) {
                throw new IllegalStateException(job.title() + " does not go on");
            }
            Thread.sleep(POLL_MS);
            job = jobs.find(id).orElseThrow();
        }
        if (job.state() != Job.State.DONE) {
            throw new IllegalStateException(job.title() + ": " + job.message());
        }
    }

    private int append(DemoHistory history, Jobs.Progress progress) {
        VisitEvents telling = new VisitEvents(skus(), imported(history.begins()), settings.currency());
        List<Tracker.Event> batch = new ArrayList<>();
        int stored = 0;
        for (DemoVisit visit : history.visits()) {
            batch.addAll(telling.of(visit));
            if (batch.size() >= EVENTS_AT_ONCE) {
                stored += flush(batch);
                if (progress.cancelled()) {
                    throw new CancellationException("stopped");
                }
            }
        }
        return stored + flush(batch);
    }

    private int flush(List<Tracker.Event> batch) {
        int stored = eventHistory.append(List.copyOf(batch));
        batch.clear();
        return stored;
    }

    private Function<DemoProduct, @Nullable Sku> skus() {
        Map<String, SkuId> ids = catalog.skusByCode(
                DemoCatalog.products().stream().map(DemoProduct::code).toList());
        Map<SkuId, Sku> skus = catalog.skus(Language.EN, ids.values());
        return product -> {
            SkuId id = ids.get(product.code());
            return id == null ? null : skus.get(id);
        };
    }

    /** The imported orders by number; their times are all different, so the time pages through them. */
    private Map<String, Orders.Summary> imported(Instant since) {
        Map<String, Orders.Summary> found = new HashMap<>();
        Instant before = null;
        List<Orders.Summary> page;
        do {
            page = orders.search(new Orders.Filter(DemoOrder.SOURCE + "-", null, before, PAGE));
            for (Orders.Summary order : page) {
                found.put(order.number(), order);
                before = order.placedAt();
            }
        } while (!page.isEmpty() && !page.getLast().placedAt().isBefore(since));
        return found;
    }
}
