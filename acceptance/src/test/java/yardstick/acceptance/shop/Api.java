package yardstick.acceptance.shop;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** The REST API as a buyer's own program would use it, and the buttons of the sandbox's payment page. */
public final class Api {

    /** Status and JSON body of an answer; the body is empty when there was none. */
    public record Answer(int status, JsonObject body) {}

    /** What came of an attempt to buy. */
    public record Bought(int status, String orderToken, String redirectUrl) {}

    public static final JsonObject ADDRESS = Json.createObjectBuilder()
            .add("name", "Test Buyer")
            .add("email", "buyer@example.org")
            .add("line1", "1 Harbour Road")
            .add("city", "Shanghai")
            .add("postcode", "200000")
            .add("country", "CN")
            .build();

    private final RunningShop shop;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    public Api(RunningShop shop) {
        this.shop = shop;
    }

    public Answer get(String path) {
        return send(request(path).GET().build());
    }

    public Answer post(String path, JsonObject body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()))
                .build());
    }

    /** As the command line would: with the administration token. */
    public Answer admin(String path, JsonObject body) {
        return send(request(path)
                .header("Authorization", "Bearer " + shop.secret("admin.token"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()))
                .build());
    }

    public Answer adminGet(String path) {
        return send(request(path)
                .header("Authorization", "Bearer " + shop.secret("admin.token"))
                .GET()
                .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(shop.url() + path))
                .timeout(Duration.ofSeconds(60))
                .header("Accept", "application/json");
    }

    private Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), parse(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonObject parse(String text) {
        if (!text.startsWith("{")) {
            return JsonObject.EMPTY_JSON_OBJECT;
        }
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    /** A cart with this many units of one SKU, or the refusal's status. */
    public Answer cartWith(long sku, int quantity) {
        String cart = post("/api/v1/carts", JsonObject.EMPTY_JSON_OBJECT).body().getString("id");
        return post(
                "/api/v1/carts/" + cart + "/lines",
                Json.createObjectBuilder()
                        .add("sku", sku)
                        .add("quantity", quantity)
                        .build());
    }

    /** From an empty cart to a placed order. */
    public Bought buy(long sku, int quantity) {
        Answer cart = cartWith(sku, quantity);
        return cart.status() >= 300
                ? new Bought(cart.status(), "", "")
                : place(cart.body().getString("id"));
    }

    public Bought place(String cart) {
        Answer quote = post("/api/v1/carts/" + cart + "/quote", JsonObject.EMPTY_JSON_OBJECT);
        if (quote.status() >= 300) {
            return new Bought(quote.status(), "", "");
        }
        return place(cart, quote.body().getString("key"));
    }

    public Bought place(String cart, String key) {
        Answer placed = post(
                "/api/v1/carts/" + cart + "/orders",
                Json.createObjectBuilder()
                        .add("key", key)
                        .add("channel", "wallet-redirect")
                        .add("address", ADDRESS)
                        .build());
        return new Bought(
                placed.status(),
                placed.body().getString("order_token", ""),
                placed.body().getString("redirect_url", ""));
    }

    /** Presses "Pay" on the sandbox's page. */
    public void pay(Bought order) {
        press(order, Map.of("action", "pay"));
    }

    public void press(Bought order, Map<String, String> form) {
        StringBuilder body = new StringBuilder();
        form.forEach(
                (name, value) -> body.append(name).append('=').append(value).append('&'));
        HttpRequest request = HttpRequest.newBuilder(URI.create(order.redirectUrl()))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body.toString()))
                .build();
        Answer answer = send(request);
        if (answer.status() != 303) {
            throw new IllegalStateException("the payment page answered " + answer.status());
        }
    }

    /** Waits until the order no longer waits for its payment, at most a minute. */
    public String settledState(Bought order) {
        for (int i = 0; i < 240; i++) {
            String state = get("/api/v1/orders/" + order.orderToken()).body().getString("state");
            if (!state.equals("pending_payment")) {
                return state;
            }
            pause();
        }
        return "pending_payment";
    }

    private static void pause() {
        try {
            Thread.sleep(250);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The sandbox gateway's own books. */
    public JsonObject ledger() {
        String base = shop.sandboxUrl();
        String at = Long.toString(System.currentTimeMillis() / 1000);
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/v1/ledger?after=0"))
                .header("X-Merchant", "yardstick")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("X-Signature", "t=" + at + ",v1=" + Signature.hex(shop.secret("gateway.secret"), at + "."))
                .GET()
                .build();
        return send(request).body();
    }
}
