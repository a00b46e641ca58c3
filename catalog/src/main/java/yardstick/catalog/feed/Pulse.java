package yardstick.catalog.feed;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import yardstick.kernel.Database;
import yardstick.kernel.Jobs.Progress;

/**
 * Shows that a transaction of many minutes lives: progress and heartbeat are written beside it, by another thread on
 * another connection, and a wish to stop interrupts the statement that runs.
 */
final class Pulse implements AutoCloseable {

    private static final long EVERY_MS = 400;

    private final Database database;
    private final Progress progress;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile long done;
    private volatile int backend;
    private volatile boolean cancelled;

    private Pulse(Database database, Progress progress, long done) {
        this.database = database;
        this.progress = progress;
        this.done = done;
    }

    static Pulse start(ImportWorkshop shop, Progress progress, long done) {
        Pulse pulse = new Pulse(shop.database(), progress, done);
        shop.background().execute(pulse::beat);
        return pulse;
    }

    private void beat() {
        try {
            while (!closed.await(EVERY_MS, TimeUnit.MILLISECONDS)) {
                progress.done(done);
                cancelled |= progress.cancelled();
                int process = backend;
                if (cancelled && process > 0) {
                    database.execute(handle -> handle.createQuery("SELECT pg_cancel_backend(:process)")
                            .bind("process", process)
                            .mapTo(Boolean.class)
                            .one());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            stopped.countDown();
        }
    }

    /** The database process whose statements this is the pulse of. */
    void of(int process) {
        backend = process;
    }

    /** @throws CancellationException when somebody asked to stop */
    void done(long units) {
        done = units;
        if (cancelled) {
            throw new CancellationException("stopped");
        }
    }

    boolean cancelled() {
        return cancelled;
    }

    @Override
    public void close() {
        backend = 0;
        closed.countDown();
        try {
            stopped.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
