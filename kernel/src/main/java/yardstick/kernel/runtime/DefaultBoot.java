package yardstick.kernel.runtime;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import yardstick.kernel.Announcer;
import yardstick.kernel.Boot;
import yardstick.kernel.Database;
import yardstick.kernel.OutboxConsumer;
import yardstick.kernel.RecurringTask;
import yardstick.kernel.Schema;

/** Migrates in module order, announces the start, then runs the background tasks until {@link #stop()}. */
@ApplicationScoped
class DefaultBoot implements Boot {

    private static final Duration OUTBOX_PERIOD = Duration.ofMillis(250);

    @Resource(lookup = "jdbc/yardstick")
    DataSource dataSource;

    @Resource(lookup = "java:comp/DefaultManagedScheduledExecutorService")
    ManagedScheduledExecutorService scheduler;

    @Inject
    Database database;

    @Inject
    Announcer announcer;

    @Inject
    @Any
    Instance<Schema> schemas;

    @Inject
    @Any
    Instance<OutboxConsumer> consumers;

    @Inject
    @Any
    Instance<RecurringTask> tasks;

    private final List<ScheduledFuture<?>> running = new ArrayList<>();
    private volatile boolean started;

    @Override
    public void start(Schema application) {
        Stream.concat(schemas.stream(), Stream.of(application))
                .sorted(Comparator.comparingInt(Schema::order))
                .forEach(schema -> Migration.run(dataSource, schema.name()));
        announcer.announce(new Started());
        for (OutboxConsumer consumer : consumers) {
            OutboxDelivery delivery = new OutboxDelivery(database, consumer);
            schedule(OUTBOX_PERIOD, delivery::drain);
        }
        for (RecurringTask task : tasks) {
            TaskLease lease = new TaskLease(database, task);
            schedule(task.period(), lease::run);
        }
        started = true;
    }

    private void schedule(Duration period, Runnable work) {
        running.add(
                scheduler.scheduleWithFixedDelay(work, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS));
    }

    @Override
    public void stop() {
        started = false;
        running.forEach(task -> task.cancel(true));
        running.clear();
    }

    @Override
    public boolean started() {
        return started;
    }
}
