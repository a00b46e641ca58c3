package yardstick.kernel.runtime;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import yardstick.kernel.Database;
import yardstick.kernel.OutboxConsumer;
import yardstick.kernel.OutboxConsumer.Message;

/**
 * Delivers one topic. A batch is claimed with {@code FOR UPDATE SKIP LOCKED} and deleted in the transaction that
 * handled it, so a crash in between redelivers and never loses.
 */
public final class OutboxDelivery {

    private static final Logger LOG = System.getLogger(OutboxDelivery.class.getName());
    private static final int BATCH = 500;

    private final Database database;
    private final OutboxConsumer consumer;

    public OutboxDelivery(Database database, OutboxConsumer consumer) {
        this.database = database;
        this.consumer = consumer;
    }

    /** Delivers until the topic is empty or a batch fails. */
    public void drain() {
        try {
            while (deliverBatch() == BATCH) {
                Thread.yield();
            }
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "delivery of " + consumer.topic() + " failed and will be tried again", e);
        }
    }

    private int deliverBatch() {
        return database.write(handle -> {
            List<Message> messages = handle.createQuery("""
                            DELETE FROM kernel.outbox WHERE id IN (
                                SELECT id FROM kernel.outbox WHERE topic = :topic
                                ORDER BY id LIMIT :batch FOR UPDATE SKIP LOCKED)
                            RETURNING id, key, payload""")
                    .bind("topic", consumer.topic())
                    .bind("batch", BATCH)
                    .map((row, context) -> new Message(row.getLong(1), row.getString(2), row.getString(3)))
                    .list();
            if (!messages.isEmpty()) {
                consumer.deliver(messages.stream()
                        .sorted(java.util.Comparator.comparingLong(Message::id))
                        .toList());
            }
            return messages.size();
        });
    }
}
