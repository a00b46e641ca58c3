package yardstick.kernel;

import java.util.List;

/** Receives the messages of one topic. Delivery is at least once: handling the same message twice changes nothing. */
public interface OutboxConsumer {

    String topic();

    /**
     * Handles a batch, oldest first. Returning means all of it is done; throwing means none of it is and the batch
     * is delivered again later.
     */
    void deliver(List<Message> messages);

    /** @param id unique and stable across redeliveries */
    record Message(long id, String key, String payload) {}
}
