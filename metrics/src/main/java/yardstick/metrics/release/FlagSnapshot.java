package yardstick.metrics.release;

import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Boot;
import yardstick.kernel.Database;

/** All releases as this node knows them: read from memory, renewed every second and after every change made here. */
@ApplicationScoped
public class FlagSnapshot {

    /** How often a node looks for what other nodes changed. */
    static final Duration PERIOD = Duration.ofSeconds(1);

    private static final Logger LOG = System.getLogger(FlagSnapshot.class.getName());

    @Inject
    Database database;

    @Resource(lookup = "java:comp/DefaultManagedScheduledExecutorService")
    ManagedScheduledExecutorService scheduler;

    private volatile Map<String, Live> releases = Map.of();

    /** A split, ready to be evaluated. */
    record Live(Split split, Targeting targeting) {
        static Live of(Split split) {
            String text = split.release().plan().targeting();
            return new Live(split, Targeting.parse(text).orElse(new Targeting(Map.of())));
        }
    }

    FlagSnapshot() {}

    /** Outside a container. */
    public FlagSnapshot(Database database) {
        this.database = database;
    }

    void started(@Observes @Priority(100) Boot.Started event) {
        refresh();
        scheduler.scheduleWithFixedDelay(this::refreshOrLog, PERIOD.toSeconds(), PERIOD.toSeconds(), TimeUnit.SECONDS);
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
                                split -> split.release().key(), Live::of));
    }

    @Nullable Live release(String key) {
        return releases.get(key);
    }
}
