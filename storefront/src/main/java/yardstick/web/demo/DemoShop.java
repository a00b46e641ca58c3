package yardstick.web.demo;

import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import yardstick.catalog.Catalog;
import yardstick.catalog.CatalogQuery;
import yardstick.kernel.Boot;
import yardstick.kernel.Database;
import yardstick.kernel.Jobs;
import yardstick.kernel.Language;
import yardstick.kernel.Money;
import yardstick.kernel.Setting;
import yardstick.kernel.Settings;
import yardstick.orders.Orders;
import yardstick.web.demo.DemoMarker.Decision;
import yardstick.web.demo.DemoMarker.State;

/**
 * Decides once per database whether the demo shop is loaded, and sees to it that a load that was interrupted is
 * finished. The load is a job, so the server does not wait for it.
 */
@ApplicationScoped
public class DemoShop {

    private static final Logger LOG = System.getLogger(DemoShop.class.getName());

    /** A job without a heartbeat for 30 s is dead. */
    private static final long LOOK_AGAIN_SECONDS = 35;

    @Inject
    Settings settings;

    @Inject
    Database database;

    @Inject
    Catalog catalog;

    @Inject
    Orders orders;

    @Inject
    Jobs jobs;

    @Inject
    DemoLoad load;

    @Inject
    Clock clock;

    @Resource(lookup = "java:comp/DefaultManagedScheduledExecutorService")
    ManagedScheduledExecutorService scheduler;

    private volatile boolean settled;
    private volatile boolean loaded;

    DemoShop() {}

    /** True when what the shop shows is, or is becoming, invented data, of which people should be told. */
    public boolean loaded() {
        if (!settled) {
            marker().find().ifPresent(this::remember);
        }
        return loaded;
    }

    /** A decision in progress is asked for again; a final one is not. */
    private void remember(Decision decision) {
        loaded = decision.state() != State.DECLINED;
        settled = decision.state() != State.LOADING;
    }

    /** After the observers that open what the catalogue needs. */
    void started(@Observes @Priority(Interceptor.Priority.APPLICATION + 1_000) Boot.Started event) {
        if (!settings.isOn(Setting.DEMO)) {
            return;
        }
        try {
            begin();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "the shop starts without its demo", e);
        }
    }

    private void begin() {
        DemoStart.Begun begun = start().begin();
        remember(begun.decision());
        if (begun.elsewhere()) {
            scheduler.schedule(this::takeUp, LOOK_AGAIN_SECONDS, TimeUnit.SECONDS);
        }
    }

    private DemoStart start() {
        return new DemoStart(new DemoStart.Parts(database, jobs, clock, settings.zone()), this::welcome, load::run);
    }

    private boolean welcome() {
        return Money.fractionDigits(settings.currency()) == 2 && empty();
    }

    private boolean empty() {
        CatalogQuery all = new CatalogQuery(Language.EN, "", null, Map.of(), CatalogQuery.Sort.NAME, 1, 1);
        return catalog.categories(Language.EN).isEmpty()
                && catalog.list(all).total() == 0
                && orders.search(new Orders.Filter("", null, null, 1)).isEmpty();
    }

    private DemoMarker marker() {
        return new DemoMarker(database);
    }

    /** A load that seemed to run at the start may have been one whose server had just died. */
    void takeUp() {
        try {
            begin();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "the demo shop stays as it is until the next start", e);
        }
    }
}
