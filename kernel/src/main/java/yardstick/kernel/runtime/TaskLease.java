package yardstick.kernel.runtime;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import yardstick.kernel.Database;
import yardstick.kernel.RecurringTask;

/**
 * Lets one node of a cluster run a task at a time, without holding a transaction while it runs: tasks talk to payment
 * providers. The lease outlasts the slowest expected run; the lease of a node that died runs out by itself.
 */
final class TaskLease {

    private static final Logger LOG = System.getLogger(TaskLease.class.getName());
    private static final Duration LEAST = Duration.ofMinutes(2);

    private final Database database;
    private final RecurringTask task;

    TaskLease(Database database, RecurringTask task) {
        this.database = database;
        this.task = task;
    }

    /** Never throws: a failed run is logged and the next period tries again. */
    void run() {
        try {
            if (take()) {
                try {
                    task.run();
                } finally {
                    giveBack();
                }
            }
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "task " + task.name() + " failed and will run again", e);
        }
    }

    private boolean take() {
        Duration length = task.period().multipliedBy(4).compareTo(LEAST) > 0
                ? task.period().multipliedBy(4)
                : LEAST;
        return database.write(handle -> handle.createUpdate("""
                        INSERT INTO kernel.task_lease AS lease (name, until)
                        VALUES (:name, now() + make_interval(secs => :seconds))
                        ON CONFLICT (name) DO UPDATE SET until = excluded.until WHERE lease.until < now()""")
                        .bind("name", task.name())
                        .bind("seconds", length.toSeconds())
                        .execute()
                == 1);
    }

    private void giveBack() {
        database.execute(
                handle -> handle.createUpdate("UPDATE kernel.task_lease SET until = '-infinity' WHERE name = :name")
                        .bind("name", task.name())
                        .execute());
    }
}
