package yardstick.tracking.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Database;
import yardstick.kernel.Fact;
import yardstick.kernel.FactBatch;
import yardstick.kernel.Outbox;
import yardstick.tracking.store.EventRow;
import yardstick.tracking.store.Json;

/**
 * Records facts in the transaction that makes them true: orders and refunds as rows that the panel counts, and every
 * single fact in the outbox on its way to the event store.
 */
@ApplicationScoped
public class FactRecorder {

    private static final String ORDERS = """
            INSERT INTO tracking.order_fact (order_id, customer, currency, total_minor, occurred_at, visitor, source)
            SELECT order_id, customer, currency, value_minor, occurred_at, visitor, source
            FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS r(order_id bigint, customer bigint, currency text,
                value_minor bigint, occurred_at timestamptz, visitor text, source text)
            ON CONFLICT (order_id) DO NOTHING""";

    private static final String REFUNDS = """
            INSERT INTO tracking.refund_fact (id, order_id, customer, currency, amount_minor, occurred_at, source)
            SELECT id, order_id, customer, currency, value_minor, occurred_at, source
            FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS r(id text, order_id bigint, customer bigint,
                currency text, value_minor bigint, occurred_at timestamptz, source text)
            ON CONFLICT (id) DO NOTHING""";

    @Inject
    Database database;

    @Inject
    Outbox outbox;

    @Inject
    Clock clock;

    FactRecorder() {}

    /** Outside a container. */
    public FactRecorder(Database database, Outbox outbox, Clock clock) {
        this.database = database;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** In the transaction that is open. */
    public void record(@Observes Fact fact) {
        database.execute(handle -> {
            write(List.of(fact));
            String line = EventRow.of(fact).line(clock.instant());
            outbox.publish(FactDelivery.TOPIC, fact.id(), line);
        });
    }

    void record(@Observes FactBatch batch) {
        database.execute(handle -> write(batch.facts()));
    }

    private void write(List<Fact> facts) {
        insert(ORDERS, named(facts, "purchase"));
        insert(REFUNDS, named(facts, "refund"));
    }

    private static List<Map<String, @Nullable Object>> named(List<Fact> facts, String name) {
        return facts.stream()
                .filter(fact -> fact.name().equals(name))
                .map(FactRecorder::row)
                .toList();
    }

    private void insert(String sql, List<Map<String, @Nullable Object>> rows) {
        if (!rows.isEmpty()) {
            database.execute(handle ->
                    handle.createUpdate(sql).bind("rows", Json.of(rows)).execute());
        }
    }

    private static Map<String, @Nullable Object> row(Fact fact) {
        Map<String, Object> parameters = fact.parameters();
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("id", fact.id());
        row.put("order_id", parameters.get("order_id"));
        row.put("customer", parameters.get("customer"));
        row.put("currency", parameters.get("currency"));
        row.put("value_minor", parameters.get("value_minor"));
        row.put("occurred_at", fact.occurredAt());
        row.put("visitor", fact.visitor() == null ? null : fact.visitor().value());
        row.put("source", parameters.getOrDefault("source", "shop"));
        return row;
    }
}
