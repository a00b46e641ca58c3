package yardstick.kernel;

/**
 * Messages that must not be lost: written in the caller's transaction, delivered after commit at least once, by any
 * node. Rows are claimed with {@code SKIP LOCKED}; a cursor over ids would lose the ones that commit out of order.
 */
public interface Outbox {

    /** @param payload JSON text */
    void publish(String topic, String key, String payload);
}
