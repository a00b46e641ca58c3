package yardstick.orders.shop;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import yardstick.sandbox.Options;
import yardstick.sandbox.Sandbox;
import yardstick.sandbox.http.Signature;

/**
 * The product's sandbox gateway, running, with books of its own; it is spoken to over HTTP like any other. Its webhooks
 * are lost: a test that wants one to arrive hands it in, so that nothing happens by itself.
 */
public final class SandboxGateway implements AutoCloseable {

    public static final String SECRET = "a secret of the tests";
    public static final String MERCHANT = "yardstick";

    /** What goes wrong with the next call of an operation. */
    public enum Failure {
        /** The call is lost on its way: no effect, no answer. */
        LOST("timeout_before", 0),
        /** The call takes effect, the answer is lost. */
        UNANSWERED("reset", 0),
        /** The call takes effect, half of the answer arrives and then nothing more. */
        DRIP("drip", 300),
        GARBAGE("garbage", 0),
        SERVER_ERROR("http_500", 0),
        WRONG_AMOUNT("wrong_amount", 0),
        WRONG_CURRENCY("wrong_currency", 0),
        /** A currency that is no currency. */
        NO_CURRENCY("unknown_currency", 0);

        private final String kind;
        private final int delayMillis;

        Failure(String kind, int delayMillis) {
            this.kind = kind;
            this.delayMillis = delayMillis;
        }
    }

    private final Path data;
    private final Sandbox sandbox;
    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicInteger events = new AtomicInteger();

    public SandboxGateway() {
        try {
            data = Files.createTempDirectory("sandbox");
            Options options = new Options(0, data, MERCHANT, SECRET, "carrier", null, 1);
            sandbox = Sandbox.start(options, Clock.systemUTC(), List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        loseWebhooks();
    }

    private void loseWebhooks() {
        arm("webhook", "lost_webhook", Integer.MAX_VALUE, 0);
    }

    public String url() {
        return sandbox.url();
    }

    /** @param operation {@code authorise}, {@code query}, {@code capture}, {@code void} or {@code refund} */
    public void fail(String operation, Failure failure) {
        arm(operation, failure.kind, 1, failure.delayMillis);
    }

    /** The kinds are the sandbox's own. */
    void arm(String operation, String kind, int times, int delayMillis) {
        send(
                "POST",
                "/sandbox/faults",
                Json.createObjectBuilder()
                        .add("operation", operation)
                        .add("kind", kind)
                        .add("times", times)
                        .add("delay_ms", delayMillis)
                        .build()
                        .toString());
    }

    /** No fault is waiting any more. */
    void calm() {
        send("DELETE", "/sandbox/faults", "");
        loseWebhooks();
    }

    /** Every refund is refused until further notice. */
    public void refuseRefunds(boolean refuse) {
        calm();
        if (refuse) {
            arm("refund", "decline", Integer.MAX_VALUE, 0);
        }
    }

    private List<JsonObject> all() {
        return parse(send("GET", "/sandbox/payments", ""))
                .getJsonArray("payments")
                .getValuesAs(JsonObject.class);
    }

    private Optional<JsonObject> find(String attempt) {
        return all().stream()
                .filter(each -> each.getString("attempt").equals(attempt))
                .findFirst();
    }

    private JsonObject known(String attempt) {
        return find(attempt).orElseThrow(() -> new IllegalStateException("the gateway has no payment for " + attempt));
    }

    public int payments() {
        return all().size();
    }

    public String status(String attempt) {
        return find(attempt).map(each -> each.getString("status")).orElse("missing");
    }

    /** Where the shopper pays. */
    public String page(String attempt) {
        return known(attempt).getString("redirect_url");
    }

    /** What this gateway holds of the merchant's money, over all payments. */
    public long balance() {
        return all().stream()
                .mapToLong(each -> each.getJsonNumber("captured_minor").longValue()
                        - each.getJsonNumber("refunded_minor").longValue())
                .sum();
    }

    public void pay(String attempt) {
        act(attempt, "pay", "do_not_honour");
    }

    public void decline(String attempt, String reason) {
        act(attempt, "decline", reason);
    }

    /** The payment is captured whatever we were told before; returns the webhook that says so. */
    public byte[] forceCapture(String attempt) {
        act(attempt, "force", "");
        return event(attempt);
    }

    /** @param action {@code pay}, {@code decline}, {@code cancel} or {@code force} */
    public void act(String attempt, String action, String reason) {
        act(attempt, action, reason, "");
    }

    /** @param payer the card or wallet the shopper has */
    public void act(String attempt, String action, String reason, String payer) {
        send(
                "POST",
                "/sandbox/pay",
                Json.createObjectBuilder()
                        .add("attempt", attempt)
                        .add("action", action)
                        .add("reason", reason)
                        .add("payer", payer)
                        .build()
                        .toString());
    }

    /** The lines of its books about an attempt. */
    List<JsonObject> ledger(String attempt) {
        return parse(send("GET", "/v1/ledger?after=0", ""))
                .getJsonArray("entries")
                .getValuesAs(JsonObject.class)
                .stream()
                .filter(entry -> entry.getString("attempt").equals(attempt))
                .toList();
    }

    public byte[] event(String attempt) {
        return event(attempt, Map.of());
    }

    /** The body of a webhook about the payment as it is now, with the given members of the payment replaced. */
    public byte[] event(String attempt, Map<String, JsonValue> replaced) {
        var payment = Json.createObjectBuilder(known(attempt));
        replaced.forEach(payment::add);
        JsonObject built = payment.build();
        return Json.createObjectBuilder()
                .add("event_id", "event-" + events.incrementAndGet() + "-" + attempt)
                .add("type", "payment." + built.getString("status"))
                .add("created", 0)
                .add("payment", built)
                .build()
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    public static String sign(long epochSeconds, byte[] body) {
        return Signature.sign(SECRET, Instant.ofEpochSecond(epochSeconds), body);
    }

    private String send(String method, String path, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(URI.create(url() + path))
                .header("Content-Type", "application/json")
                .header("X-Merchant", MERCHANT)
                .header("X-Signature", sign(Clock.systemUTC().instant().getEpochSecond(), bytes))
                .method(
                        method,
                        bytes.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(bytes))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new IllegalStateException(path + " " + response.statusCode() + " " + response.body());
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonObject parse(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
        try (Stream<Path> files = Files.walk(data)) {
            sandbox.close();
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (Exception e) {
            throw new IllegalStateException("the sandbox did not close", e);
        }
    }
}
