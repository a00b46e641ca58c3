package yardstick.kernel.runtime;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import yardstick.kernel.Database;
import yardstick.kernel.Outbox;

/** {@link Outbox} as a table; see {@link OutboxDelivery} for the way out. */
@ApplicationScoped
public class PostgresOutbox implements Outbox {

    @Inject
    Database database;

    PostgresOutbox() {}

    public PostgresOutbox(Database database) {
        this.database = database;
    }

    @Override
    public void publish(String topic, String key, String payload) {
        database.execute(handle -> handle.createUpdate(
                        "INSERT INTO kernel.outbox (topic, key, payload) VALUES (:topic, :key, :payload)")
                .bind("topic", topic)
                .bind("key", key)
                .bind("payload", payload)
                .execute());
    }
}
