package yardstick.tracking.store;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Boot;
import yardstick.kernel.Setting;
import yardstick.kernel.Settings;

/** Opens this node's event store on first use and keeps it sealed while the server runs. */
@ApplicationScoped
public class StoreOwner {

    private static final Logger LOG = System.getLogger(StoreOwner.class.getName());

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    @Resource(lookup = "java:comp/DefaultManagedScheduledExecutorService")
    ManagedScheduledExecutorService scheduler;

    private @Nullable EventStore store;
    private @Nullable ScheduledFuture<?> sealing;
    private boolean stopped;

    StoreOwner() {}

    /** Outside a container. */
    public StoreOwner(Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** What time it is where events are stored. */
    public Clock clock() {
        return clock;
    }

    public synchronized EventStore store() {
        if (stopped) {
            throw new IllegalStateException("the event store is closed");
        }
        EventStore opened = store;
        if (opened == null) {
            opened = EventStore.open(
                    settings.directory(Setting.DATA_DIR).resolve("events"),
                    clock,
                    settings.number(Setting.SESSION_MINUTES));
            store = opened;
        }
        return opened;
    }

    void started(@Observes @Priority(100) Boot.Started event) {
        keep(scheduler);
    }

    /** Reads new events every few seconds, so that no request has to. */
    public void keep(ScheduledExecutorService clockwork) {
        store().keep();
        long period = Math.max(1, settings.number(Setting.EVENT_SEAL_SECONDS));
        sealing = clockwork.scheduleWithFixedDelay(this::tidy, period, period, TimeUnit.SECONDS);
    }

    private void tidy() {
        try {
            store().rollUp();
            store().compact();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "events stay in open segments until the next attempt", e);
        }
    }

    @PreDestroy
    public synchronized void close() {
        stopped = true;
        if (sealing != null) {
            sealing.cancel(false);
        }
        if (store != null) {
            store.close();
        }
    }
}
