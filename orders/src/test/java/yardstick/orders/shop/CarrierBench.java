package yardstick.orders.shop;

import com.sun.net.httpserver.HttpServer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import yardstick.kernel.Setting;
import yardstick.orders.Payments.WebhookAnswer;
import yardstick.sandbox.Options;
import yardstick.sandbox.Sandbox;
import yardstick.testkit.TestDatabase;

/** A shop, the real carrier of the sandbox, and real HTTP in both directions. */
public final class CarrierBench implements AutoCloseable {

    public static final String SECRET = "a secret of the carrier";

    public final Shop shop;
    public final AtomicInteger hooks = new AtomicInteger();
    private final Sandbox sandbox;
    private final HttpServer door;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client = HttpClient.newHttpClient();

    public CarrierBench(Path data) {
        try {
            sandbox = Sandbox.start(
                    new Options(0, data, "yardstick", "gateway secret", SECRET, null, 1),
                    Clock.systemUTC(),
                    List.of(Duration.ofMillis(50), Duration.ofMillis(50), Duration.ofMillis(50)));
            door = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        shop = new Shop(
                TestDatabase.with("catalog", "orders"),
                Map.of(
                        Setting.CARRIER_URL,
                        sandbox.url(),
                        Setting.CARRIER_SECRET,
                        SECRET,
                        Setting.CARRIER_TIMEOUT_MS,
                        "1500"));
        door.createContext("/", exchange -> {
            Map<String, String> headers = new HashMap<>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
            String path = exchange.getRequestURI().getPath();
            WebhookAnswer answer = shop.shipments.webhook(
                    path.substring(path.lastIndexOf('/') + 1),
                    headers,
                    exchange.getRequestBody().readAllBytes());
            hooks.incrementAndGet();
            exchange.sendResponseHeaders(answer.status(), -1);
            exchange.close();
        });
        door.setExecutor(workers);
        door.start();
    }

    public String shopUrl() {
        return "http://127.0.0.1:" + door.getAddress().getPort();
    }

    public JsonObject post(String path, String body) {
        try {
            HttpResponse<String> response = client.send(
                    HttpRequest.newBuilder(URI.create(sandbox.url() + path))
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            try (var reader = Json.createReader(new StringReader(response.body()))) {
                return reader.readObject();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public void fault(String operation, String kind, int times) {
        post(
                "/sandbox/faults",
                "{\"operation\":\"%s\",\"kind\":\"%s\",\"times\":%d,\"delay_ms\":2000}"
                        .formatted(operation, kind, times));
    }

    /** Moves the parcel on; {@code more} are members of the body, beginning with a comma. */
    public void advance(String number, String status, String more) {
        post("/sandbox/carrier/" + number + "/advance", "{\"status\":\"" + status + "\"" + more + "}");
    }

    /** Makes everything that waits for its time due and runs the carrier's task once. */
    public void sweep() {
        shop.database.execute(handle ->
                handle.execute("UPDATE orders.shipment SET next_check_at = now() WHERE next_check_at IS NOT NULL"));
        shop.run("shipping.CarrierSweep");
    }

    @Override
    public void close() throws Exception {
        sandbox.close();
        door.stop(0);
        workers.shutdownNow();
        shop.close();
    }
}
