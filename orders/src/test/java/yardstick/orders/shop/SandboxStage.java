package yardstick.orders.shop;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import yardstick.kernel.Money;
import yardstick.orders.spi.PaymentChannel.Attempt;
import yardstick.orders.spi.conformance.ProviderStage;
import yardstick.sandbox.Options;
import yardstick.sandbox.Sandbox;

/** The sandbox gateway as the provider; it is spoken to over HTTP like any other. */
public final class SandboxStage implements ProviderStage, AutoCloseable {

    public static final String MERCHANT = "yardstick";

    private static final Set<Fault> DISTORTIONS = Set.of(Fault.WRONG_AMOUNT, Fault.WRONG_CURRENCY);

    private final Sandbox sandbox;
    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicInteger attempts = new AtomicInteger();
    private final AtomicInteger events = new AtomicInteger();

    public SandboxStage(Path data) throws IOException {
        Options options = new Options(0, data, MERCHANT, TestGateway.SECRET, "carrier", null, 1);
        sandbox = Sandbox.start(options, Clock.systemUTC(), List.of(Duration.ofMillis(50)));
    }

    public String url() {
        return sandbox.url();
    }

    @Override
    public Attempt attempt(long amountMinor) {
        int number = attempts.incrementAndGet();
        return new Attempt(
                "an-attempt-of-the-conformance-run-" + number,
                "N" + number,
                Money.of(amountMinor, "CNY"),
                "http://shop.test/back",
                "http://127.0.0.1:9/nobody",
                null);
    }

    @Override
    public void pay(Attempt attempt) {
        act(attempt.id(), "pay");
    }

    @Override
    public void decline(Attempt attempt) {
        act(attempt.id(), "decline");
    }

    /** @param action {@code pay}, {@code decline} or {@code cancel} */
    public void act(String attempt, String action) {
        send(
                "POST",
                "/sandbox/pay",
                Json.createObjectBuilder()
                        .add("attempt", attempt)
                        .add("action", action)
                        .add("reason", "do_not_honour")
                        .build()
                        .toString());
    }

    @Override
    public boolean canFail(Operation operation, Fault fault) {
        return !DISTORTIONS.contains(fault) || operation == Operation.QUERY;
    }

    @Override
    public void fail(Operation operation, Fault fault) {
        String where = switch (operation) {
            case BEGIN -> "authorise";
            case CANCEL -> "void";
            default -> operation.name().toLowerCase(Locale.ROOT);
        };
        String kind = fault == Fault.SERVER_ERROR ? "http_500" : fault.name().toLowerCase(Locale.ROOT);
        send(
                "POST",
                "/sandbox/faults",
                Json.createObjectBuilder()
                        .add("operation", where)
                        .add("kind", kind)
                        .add("times", 1)
                        .add("delay_ms", fault == Fault.SLOW ? 50 : 700)
                        .build()
                        .toString());
    }

    @Override
    public void calm() {
        send("DELETE", "/sandbox/faults", "");
    }

    @Override
    public Truth truth(Attempt attempt) {
        List<JsonObject> entries =
                parse(send("GET", "/v1/ledger?after=0", ""))
                        .getJsonArray("entries")
                        .getValuesAs(JsonObject.class)
                        .stream()
                        .filter(entry -> entry.getString("attempt").equals(attempt.id()))
                        .toList();
        return new Truth(
                sum(entries, "capture"), count(entries, "capture"), sum(entries, "refund"), count(entries, "refund"));
    }

    private static long sum(List<JsonObject> entries, String kind) {
        return entries.stream()
                .filter(entry -> entry.getString("kind").equals(kind))
                .mapToLong(entry -> entry.getJsonNumber("amount_minor").longValue())
                .sum();
    }

    private static int count(List<JsonObject> entries, String kind) {
        return (int) entries.stream()
                .filter(entry -> entry.getString("kind").equals(kind))
                .count();
    }

    /** The shape of a real one: what the gateway answers about the payment, in an envelope. */
    @Override
    public Webhook webhook(Attempt attempt, Seal seal) {
        JsonObject payment = parse(send("GET", "/v1/payments/by-attempt/" + attempt.id(), ""));
        byte[] body = Json.createObjectBuilder()
                .add("event_id", "evt-" + events.incrementAndGet())
                .add("type", "payment." + payment.getString("status"))
                .add("created", 0)
                .add("payment", payment)
                .build()
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        long now = Clock.systemUTC().instant().getEpochSecond();
        return switch (seal) {
            case RIGHT -> sealed(TestGateway.sign(now, body), body);
            case MISSING -> new Webhook(Map.of(), body);
            case FORGED -> sealed(TestGateway.sign(now, "other".getBytes(StandardCharsets.UTF_8)), body);
            case OLD -> sealed(TestGateway.sign(now - 301, body), body);
        };
    }

    private static Webhook sealed(String signature, byte[] body) {
        return new Webhook(Map.of("x-gateway-signature", signature), body);
    }

    private String send(String method, String path, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        long now = Clock.systemUTC().instant().getEpochSecond();
        HttpRequest request = HttpRequest.newBuilder(URI.create(url() + path))
                .header("Content-Type", "application/json")
                .header("X-Merchant", MERCHANT)
                .header("X-Signature", TestGateway.sign(now, bytes))
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
    public void close() throws Exception {
        http.close();
        sandbox.close();
    }
}
