package yardstick.sandbox;

import com.sun.net.httpserver.HttpServer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import yardstick.sandbox.http.Signature;

/** A shop that talks to a sandbox of its own over HTTP and takes its webhooks. */
final class Shop implements AutoCloseable {

    static final String SECRET = "a shared secret";

    private static final Clock CLOCK = Clock.systemUTC();

    private final Path data;
    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpServer intake;
    private final Queue<Hook> hooks = new ConcurrentLinkedQueue<>();
    final AtomicInteger refusals = new AtomicInteger();
    private Sandbox sandbox;

    /** A webhook as it arrived. */
    record Hook(
            JsonObject body,
            boolean rightlySigned,
            @Nullable String header) {}

    Shop(Path data) throws IOException {
        this.data = data;
        this.intake = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        intake.createContext("/hook", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String header = exchange.getRequestHeaders().getFirst("X-Gateway-Signature");
            hooks.add(new Hook(
                    parse(new String(body, StandardCharsets.UTF_8)),
                    Signature.valid(SECRET, CLOCK.instant(), body, header),
                    header));
            exchange.sendResponseHeaders(refusals.getAndDecrement() > 0 ? 503 : 204, -1);
            exchange.close();
        });
        intake.start();
        this.sandbox = open();
    }

    private Sandbox open() throws IOException {
        Options options = new Options(0, data, "yardstick", SECRET, "carrier secret", null, 42);
        return Sandbox.start(
                options, CLOCK, List.of(Duration.ofMillis(50), Duration.ofMillis(50), Duration.ofMillis(50)));
    }

    void restart() throws Exception {
        sandbox.close();
        sandbox = open();
    }

    String url() {
        return sandbox.url();
    }

    String hookUrl() {
        return "http://127.0.0.1:" + intake.getAddress().getPort() + "/hook";
    }

    JsonObject payment(String attempt, long amount) {
        return Json.createObjectBuilder()
                .add("merchant", "yardstick")
                .add("attempt", attempt)
                .add("order", "Y-" + attempt)
                .add("channel", "card-redirect")
                .add("amount_minor", amount)
                .add("currency", "CNY")
                .add("return_url", "http://127.0.0.1:1/orders/1?a=1&b=2")
                .add("webhook_url", hookUrl())
                .build();
    }

    HttpResponse<String> begin(String attempt, long amount) {
        return post("/v1/payments", attempt, payment(attempt, amount));
    }

    HttpResponse<String> post(String path, String key, JsonObject body) {
        return send(signed(path, SECRET, body.toString()).header("Idempotency-Key", key));
    }

    HttpResponse<String> get(String path) {
        return send(signed(path, SECRET, "").GET());
    }

    HttpRequest.Builder signed(String path, String secret, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return HttpRequest.newBuilder(URI.create(url() + path))
                .header("X-Merchant", "yardstick")
                .header("X-Signature", Signature.sign(secret, CLOCK.instant(), bytes))
                .POST(BodyPublishers.ofByteArray(bytes));
    }

    HttpResponse<String> plain(String path, String body) {
        return send(HttpRequest.newBuilder(URI.create(url() + path)).POST(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.timeout(Duration.ofSeconds(5)).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new NoAnswer(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The connection ended without an answer. */
    static final class NoAnswer extends RuntimeException {
        private static final long serialVersionUID = 1;

        NoAnswer(IOException cause) {
            super(cause);
        }
    }

    void fault(String operation, String kind) {
        HttpResponse<String> armed = plain(
                "/sandbox/faults",
                "{\"operation\":\"%s\",\"kind\":\"%s\",\"delay_ms\":200}".formatted(operation, kind));
        if (armed.statusCode() != 201) {
            throw new AssertionError(armed.body());
        }
    }

    void pay(String attempt) {
        plain("/sandbox/pay", "{\"attempt\":\"%s\",\"action\":\"pay\"}".formatted(attempt));
    }

    String status(String attempt) {
        return parse(get("/v1/payments/by-attempt/" + attempt).body()).getString("status");
    }

    /** Kinds of the books' entries in order. */
    List<String> books() {
        return parse(get("/v1/ledger?after=0").body()).getJsonArray("entries").stream()
                .map(entry -> entry.asJsonObject().getString("kind"))
                .toList();
    }

    /** The first {@code count} webhooks, within five seconds. */
    List<Hook> hooks(int count) throws InterruptedException {
        for (int i = 0; i < 500 && hooks.size() < count; i++) {
            Thread.sleep(10);
        }
        return List.copyOf(hooks);
    }

    static JsonObject parse(String text) {
        return Json.createReader(new StringReader(text)).readObject();
    }

    @Override
    public void close() throws Exception {
        sandbox.close();
        intake.stop(0);
    }
}
