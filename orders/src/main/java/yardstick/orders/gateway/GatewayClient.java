package yardstick.orders.gateway;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Setting;
import yardstick.kernel.Settings;
import yardstick.orders.json.JsonText;
import yardstick.orders.wire.BodySignature;

/** Signed calls to the gateway, each bounded in time as a whole. */
final class GatewayClient {

    private final Settings settings;
    private final Clock clock;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    GatewayClient(Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** @param body empty for reading */
    record Call(String method, String path, String key, String body) {

        static Call read(String path, String key) {
            return new Call("GET", path, key, "");
        }
    }

    /**
     * What came back.
     *
     * @param status 0 when nothing did
     * @param json null when the answer was none or not JSON
     * @param untouched the call certainly never reached the gateway
     */
    record Reply(int status, @Nullable JsonObject json, String error, boolean untouched) {}

    String merchant() {
        return settings.text(Setting.GATEWAY_MERCHANT);
    }

    BodySignature signature() {
        return new BodySignature(settings.text(Setting.GATEWAY_SECRET));
    }

    long now() {
        return clock.instant().getEpochSecond();
    }

    /** The time limit covers the whole answer, so that one that only drips does not hold the thread. */
    Reply send(Call sent) {
        long timeout = settings.number(Setting.GATEWAY_TIMEOUT_MS);
        CompletableFuture<HttpResponse<String>> call;
        try {
            call = http.sendAsync(request(sent), HttpResponse.BodyHandlers.ofString());
        } catch (IllegalArgumentException e) {
            return new Reply(0, null, "no gateway: " + e.getMessage(), true);
        }
        try {
            HttpResponse<String> response = call.get(timeout, TimeUnit.MILLISECONDS);
            return reply(response.statusCode(), response.body());
        } catch (TimeoutException e) {
            call.cancel(true);
            return new Reply(0, null, "no answer within " + timeout + " ms", false);
        } catch (ExecutionException e) {
            boolean untouched =
                    e.getCause() instanceof ConnectException || e.getCause() instanceof HttpConnectTimeoutException;
            return new Reply(0, null, untouched ? "no connection" : "no answer: " + e.getCause(), untouched);
        } catch (InterruptedException e) {
            call.cancel(true);
            Thread.currentThread().interrupt();
            return new Reply(0, null, "interrupted", false);
        }
    }

    private HttpRequest request(Call call) {
        byte[] bytes = call.body().getBytes(StandardCharsets.UTF_8);
        return HttpRequest.newBuilder(URI.create(settings.text(Setting.GATEWAY_URL) + call.path()))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", call.key())
                .header("X-Merchant", merchant())
                .header("X-Signature", signature().sign(now(), bytes))
                .method(
                        call.method(),
                        bytes.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(bytes))
                .build();
    }

    private static Reply reply(int status, String body) {
        try {
            JsonObject json = JsonText.parse(body);
            return new Reply(status, json, json.getString("error", ""), false);
        } catch (JsonException | ClassCastException e) {
            return new Reply(status, null, "the answer is no JSON", false);
        }
    }
}
