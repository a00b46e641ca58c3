package yardstick.metrics.release;

import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Boot;
import yardstick.kernel.Database;

/** All releases as this node knows them: read from memory, renewed every second and after every change made here. */
@ApplicationScoped
public class FlagSnapshot {

    private static final Logger LOG = System.getLogger(FlagSnapshot.class.getName());

    @Inject
    Database database;

    @Resource(lookup = "java:comp/DefaultManagedScheduledExecutorService")
    ManagedScheduledExecutorService scheduler;

    private volatile Map<String, Split> releases = Map.of();

    FlagSnapshot() {}

    /** Outside a container. */
    public FlagSnapshot(Database database) {
        this.database = database;
    }

    void started(@Observes @Priority(100) Boot.Started event) {
        refresh();
        scheduler.scheduleWithFixedDelay(this::refreshOrLog, 1, 1, TimeUnit.SECONDS);
    }

    private void refreshOrLog() {
        try {
            refresh();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "releases keep their last known state", e);
        }
    }

    public void refresh() {
        releases = new ReleaseStore(database)
                .all().stream()
                        .collect(Collectors.toUnmodifiableMap(
                                split -> split.release().key(), Function.identity()));
    }

    @Nullable Split release(String key) {
        return releases.get(key);
    }
}
