package yardstick.sandbox.gateway;

import static yardstick.sandbox.json.Documents.JSON;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import yardstick.sandbox.journal.Journal;
import yardstick.sandbox.webhook.Message;

/**
 * The gateway's memory. One line of the ledger holds a whole step (new state, book entries, stored answer, webhook), so
 * a kill leaves either all of it or nothing. Guarded by its own monitor: callers that read and then record hold it.
 */
final class Books implements AutoCloseable {

    private final Clock clock;
    private final Journal journal;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Payment> byId = new LinkedHashMap<>();
    private final Map<String, String> idByAttempt = new HashMap<>();
    private final Map<String, JsonObject> answers = new HashMap<>();
    private final List<JsonObject> entries = new ArrayList<>();
    private final List<Message> replayed = new ArrayList<>();

    Books(Path file, Clock clock) {
        this.clock = clock;
        this.journal = Journal.open(file, line -> apply(line).ifPresent(replayed::add));
    }

    /** Webhooks of the past, for the deliveries to go on with. */
    List<Message> replayed() {
        return List.copyOf(replayed);
    }

    synchronized Optional<Payment> byId(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    synchronized Optional<Payment> byAttempt(String attempt) {
        return Optional.ofNullable(idByAttempt.get(attempt)).map(byId::get);
    }

    synchronized List<Payment> payments() {
        return List.copyOf(byId.values());
    }

    /** The stored {@code {fingerprint, body}} of an earlier call with this key. */
    synchronized Optional<JsonObject> answer(Call call) {
        return Optional.ofNullable(answers.get(call.key()));
    }

    synchronized List<JsonObject> entriesAfter(long seq) {
        int from = (int) Math.clamp(seq, 0, entries.size());
        return List.copyOf(entries.subList(from, entries.size()));
    }

    String newId(String prefix) {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return prefix + HexFormat.of().formatHex(bytes);
    }

    /** What was recorded is on the disk when this returns; nobody is answered before. */
    void sync() {
        journal.sync();
    }

    /**
     * Makes the step visible to those who hold the books, and durable at the next {@link #sync()}.
     *
     * @param call stored with the answer, or null for a step of the hosted page
     * @return the webhook to send, if any
     */
    synchronized Optional<Message> record(Change change, @Nullable Call call, JsonObject view) {
        Instant now = clock.instant();
        JsonArrayBuilder lines = JSON.createArrayBuilder();
        long seq = entries.size();
        for (Entry entry : change.entries()) {
            lines.add(entry.line(++seq, now, change.payment().terms()));
        }
        JsonObjectBuilder line = JSON.createObjectBuilder()
                .add("at", now.toString())
                .add("payment", change.payment().snapshot())
                .add("entries", lines);
        if (call != null) {
            line.add("call", call.key()).add("fingerprint", call.fingerprint()).add("answer", view);
        }
        if (change.event() != null) {
            line.add("event", event(change.event(), now, view));
        }
        JsonObject step = line.build();
        journal.add(step);
        return apply(step);
    }

    private JsonObject event(String type, Instant now, JsonObject view) {
        return JSON.createObjectBuilder()
                .add("event_id", newId("evt_"))
                .add("type", type)
                .add("created", now.getEpochSecond())
                .add("payment", view)
                .build();
    }

    private Optional<Message> apply(JsonObject step) {
        Payment payment = Payment.of(step.getJsonObject("payment"));
        byId.put(payment.terms().id(), payment);
        idByAttempt.put(payment.terms().attempt(), payment.terms().id());
        for (JsonValue entry : step.getJsonArray("entries")) {
            entries.add(entry.asJsonObject());
        }
        if (step.containsKey("call")) {
            answers.put(
                    step.getString("call"),
                    JSON.createObjectBuilder()
                            .add("fingerprint", step.getString("fingerprint"))
                            .add("body", step.getJsonObject("answer"))
                            .build());
        }
        if (!step.containsKey("event")) {
            return Optional.empty();
        }
        JsonObject event = step.getJsonObject("event");
        return Optional.of(
                new Message(event.getString("event_id"), payment.terms().webhookUrl(), event));
    }

    @Override
    public void close() {
        journal.close();
    }
}
