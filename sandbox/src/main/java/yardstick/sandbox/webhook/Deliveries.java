package yardstick.sandbox.webhook;

import static yardstick.sandbox.json.Documents.JSON;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import yardstick.sandbox.fault.Fault;
import yardstick.sandbox.fault.Faults;
import yardstick.sandbox.fault.Kind;
import yardstick.sandbox.fault.Operation;
import yardstick.sandbox.http.Signature;
import yardstick.sandbox.journal.Journal;

/**
 * Sends webhooks and repeats them until the shop answers 2xx or the attempts are used up. How far each one is stands in
 * a journal, so that a restart goes on where a kill stopped: the owner of the messages hands the same ones in again.
 */
public final class Deliveries implements AutoCloseable {

    /** Waits before the second, third, ... attempt: ten attempts within about twenty minutes. */
    public static final List<Duration> BACKOFF = List.of(
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(5),
            Duration.ofMinutes(10));

    private static final System.Logger LOG = System.getLogger(Deliveries.class.getName());
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(10);
    private static final int FINISHED = -1;
    private static final int DUPLICATES = 5;

    private final Sender sender;
    private final Faults faults;
    private final List<Duration> backoff;
    private final Journal journal;
    private final Map<String, Integer> attempts = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().factory());
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(LONGEST_ANSWER)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    /** Who signs. */
    public record Sender(String secret, Clock clock) {}

    public Deliveries(Sender sender, Faults faults, List<Duration> backoff, java.nio.file.Path file) {
        this.sender = sender;
        this.faults = faults;
        this.backoff = backoff;
        this.journal = Journal.open(file, line -> attempts.put(line.getString("event_id"), line.getInt("attempts")));
    }

    /** Takes the message over; handing in one that is finished does nothing. */
    public void send(Message message) {
        if (attempts.getOrDefault(message.eventId(), 0) != FINISHED) {
            schedule(message, Duration.ZERO);
        }
    }

    private void schedule(Message message, Duration wait) {
        if (!timer.isShutdown()) {
            timer.schedule(
                    () -> Thread.startVirtualThread(() -> attempt(message)), wait.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void attempt(Message message) {
        Optional<Fault> fault =
                faults.next(new Faults.Occasion(Operation.WEBHOOK, payment(message.body())), possible(message));
        @Nullable Kind kind = fault.map(Fault::kind).orElse(null);
        if (kind == Kind.LATE_WEBHOOK || kind == Kind.SLOW) {
            schedule(message, fault.orElseThrow().delay());
            return;
        }
        boolean taken = kind == Kind.LOST_WEBHOOK || post(message, kind == Kind.LATE_DECLINE ? null : kind);
        for (int i = 1; kind == Kind.DUPLICATE_WEBHOOK && i < DUPLICATES; i++) {
            post(message, null);
        }
        if (kind == Kind.LATE_DECLINE) {
            post(declined(message), kind);
        }
        int made = attempts.getOrDefault(message.eventId(), 0) + 1;
        boolean finished = taken || made > backoff.size();
        if (finished && !taken) {
            LOG.log(Level.WARNING, "gave up webhook {0} after {1} attempts", message.eventId(), made);
        }
        note(message.eventId(), finished ? FINISHED : made);
        if (!finished) {
            schedule(message, backoff.get(made - 1));
        }
    }

    /** A decline is late only for money that was taken. */
    private static Set<Kind> possible(Message message) {
        return message.body().getString("type", "").equals("payment.captured")
                ? EnumSet.allOf(Kind.class)
                : EnumSet.complementOf(EnumSet.of(Kind.LATE_DECLINE));
    }

    private static Message declined(Message message) {
        return new Message(
                message.eventId() + "-declined",
                message.url(),
                JSON.createObjectBuilder(message.body())
                        .add("event_id", message.eventId() + "-declined")
                        .add("type", "payment.declined")
                        .build());
    }

    private static Faults.Payments payment(JsonObject body) {
        JsonObject payment = body.getJsonObject("payment");
        return payment == null
                ? Faults.Payments.ANY
                : new Faults.Payments(
                        payment.getJsonNumber("amount_minor").longValue(), payment.getString("channel", ""));
    }

    private void note(String eventId, int made) {
        attempts.put(eventId, made);
        try {
            journal.note(JSON.createObjectBuilder()
                    .add("event_id", eventId)
                    .add("attempts", made)
                    .build());
        } catch (UncheckedIOException e) {
            LOG.log(Level.WARNING, "how far webhook " + eventId + " is could not be noted; a restart repeats it", e);
        }
    }

    private boolean post(Message message, @Nullable Kind fault) {
        JsonObject sent = Distortion.of(message.body(), fault);
        byte[] body = sent.toString().getBytes(StandardCharsets.UTF_8);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(message.url()))
                .timeout(LONGEST_ANSWER)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body));
        if (fault != Kind.MISSING_SIGNATURE) {
            request.header("X-Gateway-Signature", signature(body, fault));
        }
        try {
            return client.send(request.build(), BodyHandlers.discarding()).statusCode() / 100 == 2;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private String signature(byte[] body, @Nullable Kind fault) {
        Instant now = sender.clock().instant();
        Instant at = fault == Kind.OLD_SIGNATURE ? now.minus(Duration.ofHours(1)) : now;
        return Signature.sign(fault == Kind.BAD_SIGNATURE ? "forged" : sender.secret(), at, body);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        client.shutdownNow();
        journal.close();
    }
}
