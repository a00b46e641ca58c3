package yardstick.orders.wire;

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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import yardstick.orders.json.JsonText;

/** Signed JSON calls whose time limit covers the whole answer, so that one that only drips holds no thread. */
public final class SignedCalls {

    private final Supplier<Peer> peer;
    private final Clock clock;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    /** Who is called, and as whom. */
    public record Peer(String url, String merchant, String secret, int timeoutMs) {}

    /**
     * @param key idempotency key
     * @param body empty for reading
     */
    public record Call(String method, String path, String key, String body) {

        public static Call read(String path, String key) {
            return new Call("GET", path, key, "");
        }
    }

    /**
     * @param status 0 when there was no answer
     * @param json null when the answer was none or not a JSON object
     * @param error the answer's {@code error}, or what went wrong on the way
     * @param untouched the call certainly never reached the other side
     */
    public record Reply(int status, @Nullable JsonObject json, String error, boolean untouched) {

        private static Reply none(String error) {
            return new Reply(0, null, error, false);
        }
    }

    /** @param peer asked at every call: settings may change */
    public SignedCalls(Supplier<Peer> peer, Clock clock) {
        this.peer = peer;
        this.clock = clock;
    }

    public Reply send(Call call) {
        Peer callee = peer.get();
        CompletableFuture<HttpResponse<String>> sent;
        try {
            sent = http.sendAsync(request(callee, call), HttpResponse.BodyHandlers.ofString());
        } catch (IllegalArgumentException e) {
            return new Reply(0, null, "no address: " + e.getMessage(), true);
        }
        try {
            HttpResponse<String> response = sent.get(callee.timeoutMs(), TimeUnit.MILLISECONDS);
            return reply(response.statusCode(), response.body());
        } catch (TimeoutException e) {
            sent.cancel(true);
            return Reply.none("no answer within " + callee.timeoutMs() + " ms");
        } catch (ExecutionException e) {
            boolean untouched =
                    e.getCause() instanceof ConnectException || e.getCause() instanceof HttpConnectTimeoutException;
            return new Reply(0, null, untouched ? "no connection" : "no answer: " + e.getCause(), untouched);
        } catch (InterruptedException e) {
            sent.cancel(true);
            Thread.currentThread().interrupt();
            return Reply.none("interrupted");
        }
    }

    private HttpRequest request(Peer callee, Call call) {
        byte[] bytes = call.body().getBytes(StandardCharsets.UTF_8);
        return HttpRequest.newBuilder(URI.create(callee.url() + call.path()))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", call.key())
                .header("X-Merchant", callee.merchant())
                .header(
                        "X-Signature",
                        new BodySignature(callee.secret()).sign(clock.instant().getEpochSecond(), bytes))
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
