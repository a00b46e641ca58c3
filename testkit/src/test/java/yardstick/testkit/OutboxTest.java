package yardstick.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import yardstick.kernel.OutboxConsumer;
import yardstick.kernel.runtime.OutboxDelivery;
import yardstick.kernel.runtime.PostgresOutbox;

class OutboxTest {

    private TestDatabase database;
    private PostgresOutbox outbox;

    @BeforeEach
    void fresh() {
        database = TestDatabase.with();
        outbox = new PostgresOutbox(database);
    }

    @Test
    void aRolledBackTransactionLeavesNoMessage() {
        assertThrows(
                IllegalStateException.class,
                () -> database.execute(handle -> {
                    outbox.publish("orders", "1", "{}");
                    throw new IllegalStateException("on purpose");
                }));
        Collected consumer = new Collected();
        new OutboxDelivery(database, consumer).drain();
        assertEquals(List.of(), consumer.payloads);
    }

    @Test
    void aFailedBatchIsDeliveredAgain() {
        outbox.publish("orders", "1", "a");
        outbox.publish("orders", "2", "b");
        Collected consumer = new Collected();
        consumer.failures.set(1);
        OutboxDelivery delivery = new OutboxDelivery(database, consumer);
        delivery.drain();
        assertEquals(List.of(), consumer.payloads);
        delivery.drain();
        assertEquals(List.of("a", "b"), consumer.payloads);
    }

    /** Sixteen writers commit out of order while two readers deliver: nothing is lost, nothing comes twice. */
    @Test
    void concurrentWritersLoseNothing() throws Exception {
        int writers = 16;
        int each = 60;
        Set<String> seen = ConcurrentHashMap.newKeySet();
        AtomicInteger deliveries = new AtomicInteger();
        CountDownLatch written = new CountDownLatch(writers);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                int number = writer;
                running.add(threads.submit(() -> {
                    for (int i = 0; i < each; i++) {
                        outbox.publish("orders", "k", number + "-" + i);
                    }
                    written.countDown();
                }));
            }
            for (int reader = 0; reader < 2; reader++) {
                running.add(threads.submit(() -> {
                    OutboxDelivery delivery = new OutboxDelivery(database, new Counting(seen, deliveries));
                    while (written.getCount() > 0) {
                        delivery.drain();
                    }
                    delivery.drain();
                }));
            }
            for (Future<?> future : running) {
                future.get();
            }
        }
        new OutboxDelivery(database, new Counting(seen, deliveries)).drain();
        assertEquals(writers * each, seen.size());
        assertEquals(writers * each, deliveries.get());
    }

    private static final class Collected implements OutboxConsumer {
        private final List<String> payloads = new ArrayList<>();
        private final AtomicInteger failures = new AtomicInteger();

        @Override
        public String topic() {
            return "orders";
        }

        @Override
        public void deliver(List<Message> messages) {
            if (failures.getAndDecrement() > 0) {
                throw new IllegalStateException("on purpose");
            }
            messages.forEach(message -> payloads.add(message.payload()));
        }
    }

    private record Counting(Set<String> seen, AtomicInteger deliveries) implements OutboxConsumer {
        @Override
        public String topic() {
            return "orders";
        }

        @Override
        public void deliver(List<Message> messages) {
            messages.forEach(message -> seen.add(message.payload()));
            deliveries.addAndGet(messages.size());
        }
    }
}
