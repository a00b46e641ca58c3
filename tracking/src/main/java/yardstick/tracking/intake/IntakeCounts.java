package yardstick.tracking.intake;

import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import yardstick.kernel.Boot;
import yardstick.kernel.Database;

/** How many events were accepted, and how many dropped for which reason; added to the day's row every few seconds. */
@ApplicationScoped
public class IntakeCounts {

    private static final Logger LOG = System.getLogger(IntakeCounts.class.getName());
    private static final long FLUSH_SECONDS = 10;

    @Inject
    Database database;

    @Inject
    Clock clock;

    @Resource(lookup = "java:comp/DefaultManagedScheduledExecutorService")
    ManagedScheduledExecutorService scheduler;

    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    IntakeCounts() {}

    /** Outside a container. */
    public IntakeCounts(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    void started(@Observes @Priority(110) Boot.Started event) {
        scheduler.scheduleWithFixedDelay(this::flushOrLog, FLUSH_SECONDS, FLUSH_SECONDS, TimeUnit.SECONDS);
    }

    void add(String reason, long events) {
        if (events > 0) {
            counts.computeIfAbsent(reason, name -> new LongAdder()).add(events);
        }
    }

    private void flushOrLog() {
        try {
            flush();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "intake counts are kept in memory until the next attempt", e);
        }
    }

    void flush() {
        LocalDate day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        counts.forEach((reason, adder) -> {
            long events = adder.sumThenReset();
            if (events > 0) {
                try {
                    store(day, reason, events);
                } catch (RuntimeException e) {
                    adder.add(events);
                    throw e;
                }
            }
        });
    }

    private void store(LocalDate day, String reason, long events) {
        database.execute(handle -> handle.createUpdate("""
                        INSERT INTO tracking.intake_count (day, reason, events) VALUES (:day, :reason, :events)
                        ON CONFLICT (day, reason)
                        DO UPDATE SET events = tracking.intake_count.events + excluded.events""")
                .bind("day", day)
                .bind("reason", reason)
                .bind("events", events)
                .execute());
    }
}
