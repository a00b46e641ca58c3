package yardstick.orders.payment;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Does work that mostly waits for providers, several pieces at a time and for a bounded time. */
@ApplicationScoped
public class Crew {

    private static final int HANDS = 8;
    private static final Duration LONGEST = Duration.ofSeconds(60);

    @Resource(lookup = "java:comp/DefaultManagedExecutorService")
    @Nullable ManagedExecutorService managed;

    /** Returns when every piece is done, or was not begun within a minute: the next round takes it up again. */
    <T> void each(List<T> pieces, Consumer<T> work) {
        if (pieces.size() < 2) {
            pieces.forEach(work);
            return;
        }
        long end = System.nanoTime() + LONGEST.toNanos();
        Iterator<T> left = pieces.iterator();
        int hands = Math.min(HANDS, pieces.size());
        CountDownLatch finished = new CountDownLatch(hands);
        for (int i = 0; i < hands; i++) {
            executor().execute(() -> {
                try {
                    for (T piece = next(left); piece != null && System.nanoTime() < end; piece = next(left)) {
                        work.accept(piece);
                    }
                } finally {
                    finished.countDown();
                }
            });
        }
        await(finished);
    }

    private static <T> @Nullable T next(Iterator<T> left) {
        synchronized (left) {
            return left.hasNext() ? left.next() : null;
        }
    }

    private static void await(CountDownLatch finished) {
        try {
            finished.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Executor executor() {
        return managed == null ? Thread::startVirtualThread : managed;
    }
}
