package yardstick.orders.payment;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Money;
import yardstick.kernel.Setting;
import yardstick.kernel.Settings;
import yardstick.orders.json.JsonText;
import yardstick.orders.spi.PaymentChannel;

/**
 * A channel of the payment gateway: signed JSON over HTTP, the shopper pays on the gateway's page. No card data ever
 * reaches the shop. Whatever is not a definite answer is {@link Answer.Unknown}.
 */
final class GatewayChannel implements PaymentChannel {

    private final String code;
    private final Settings settings;
    private final Clock clock;
    private final HttpClient http;

    GatewayChannel(String code, Settings settings, Clock clock, HttpClient http) {
        this.code = code;
        this.settings = settings;
        this.clock = clock;
        this.http = http;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public Answer begin(Attempt attempt) {
        String body = JsonText.object()
                .add("merchant", merchant())
                .add("attempt", attempt.id())
                .add("order", attempt.orderNumber())
                .add("channel", code)
                .add("amount_minor", attempt.amount().minor())
                .add("currency", attempt.amount().currency())
                .add("return_url", attempt.returnUrl())
                .add("webhook_url", attempt.webhookUrl())
                .add("capture", "automatic")
                .build()
                .toString();
        return answer(attempt, send("POST", "/v1/payments", attempt.id(), body));
    }

    @Override
    public Answer query(Attempt attempt) {
        return answer(attempt, send("GET", path(attempt), attempt.id(), ""));
    }

    @Override
    public Answer cancel(Attempt attempt) {
        return answer(attempt, send("POST", path(attempt) + "/void", attempt.id() + "-void", "{}"));
    }

    @Override
    public Answer refund(Attempt attempt, String refundId, Money amount) {
        String body =
                JsonText.object().add("amount_minor", amount.minor()).build().toString();
        Reply reply = send("POST", path(attempt) + "/refund", refundId, body);
        return answer(
                attempt,
                reply,
                payment -> reply.status() < 300
                        ? refunded(payment)
                        : new Answer.Declined(payment.getString("id"), reply.error()));
    }

    private static Answer refunded(JsonObject payment) {
        return new Answer.Refunded(
                payment.getString("id"),
                Money.of(payment.getJsonNumber("refunded_minor").longValue(), payment.getString("currency")));
    }

    private static String path(Attempt attempt) {
        return "/v1/payments/by-attempt/" + attempt.id();
    }

    private String merchant() {
        return settings.text(Setting.GATEWAY_MERCHANT);
    }

    /** @param payment null when the answer was none or not JSON */
    private record Reply(int status, @Nullable JsonObject payment, String error) {}

    /** The time limit covers the whole answer, so that one that only drips does not hold the thread. */
    private Reply send(String method, String path, String key, String body) {
        long timeout = settings.number(Setting.GATEWAY_TIMEOUT_MS);
        CompletableFuture<HttpResponse<String>> call;
        try {
            call = http.sendAsync(request(method, path, key, body), HttpResponse.BodyHandlers.ofString());
        } catch (IllegalArgumentException e) {
            return new Reply(0, null, "no gateway: " + e.getMessage());
        }
        try {
            HttpResponse<String> response = call.get(timeout, TimeUnit.MILLISECONDS);
            return reply(response.statusCode(), response.body());
        } catch (TimeoutException e) {
            call.cancel(true);
            return new Reply(0, null, "no answer within " + timeout + " ms");
        } catch (ExecutionException e) {
            return new Reply(0, null, "no answer: " + e.getCause());
        } catch (InterruptedException e) {
            call.cancel(true);
            Thread.currentThread().interrupt();
            return new Reply(0, null, "interrupted");
        }
    }

    private HttpRequest request(String method, String path, String key, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        GatewaySignature signature = new GatewaySignature(settings.text(Setting.GATEWAY_SECRET));
        return HttpRequest.newBuilder(URI.create(settings.text(Setting.GATEWAY_URL) + path))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .header("X-Merchant", merchant())
                .header("X-Signature", signature.sign(clock.instant().getEpochSecond(), bytes))
                .method(
                        method,
                        bytes.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(bytes))
                .build();
    }

    private static Reply reply(int status, String body) {
        try {
            JsonObject json = JsonText.parse(body);
            JsonObject payment = json.containsKey("payment") ? json.getJsonObject("payment") : json;
            return new Reply(status, payment.containsKey("status") ? payment : null, json.getString("error", ""));
        } catch (JsonException | ClassCastException e) {
            return new Reply(status, null, "the answer is no JSON");
        }
    }

    private Answer answer(Attempt attempt, Reply reply) {
        return answer(attempt, reply, GatewayChannel::answer);
    }

    private Answer answer(Attempt attempt, Reply reply, Function<JsonObject, Answer> meaning) {
        if (reply.status() == 404 && reply.error().equals("not_found")) {
            return new Answer.Missing();
        }
        JsonObject payment = reply.payment();
        if (payment == null || reply.status() >= 500) {
            return new Answer.Unknown(reply.error().isEmpty() ? "HTTP " + reply.status() : reply.error());
        }
        try {
            String mismatch = mismatch(attempt, payment);
            return mismatch == null ? meaning.apply(payment) : new Answer.Mismatch(mismatch);
        } catch (ClassCastException | NullPointerException | IllegalArgumentException e) {
            return new Answer.Unknown("the answer makes no sense");
        }
    }

    private @Nullable String mismatch(Attempt attempt, JsonObject payment) {
        if (!payment.getString("merchant", "").equals(merchant())) {
            return "merchant " + payment.getString("merchant", "");
        }
        if (!payment.getString("attempt", "").equals(attempt.id())) {
            return "attempt " + payment.getString("attempt", "");
        }
        if (!payment.getString("order", "").equals(attempt.orderNumber())) {
            return "order " + payment.getString("order", "");
        }
        Money amount = amount(payment);
        return amount.equals(attempt.amount()) ? null : "amount " + amount.minor() + " " + amount.currency();
    }

    private static Money amount(JsonObject payment) {
        return Money.of(payment.getJsonNumber("amount_minor").longValue(), payment.getString("currency"));
    }

    private static Answer answer(JsonObject payment) {
        String id = payment.getString("id");
        String currency = payment.getString("currency");
        return switch (payment.getString("status")) {
            case "requires_action" -> new Answer.Redirect(id, payment.getString("redirect_url"));
            case "authorised" -> new Answer.Authorised(id);
            case "captured" ->
                new Answer.Captured(
                        id, Money.of(payment.getJsonNumber("captured_minor").longValue(), currency));
            case "declined" -> new Answer.Declined(id, payment.getString("decline_reason", "other"));
            case "voided" -> new Answer.Voided(id);
            case "refunded" -> refunded(payment);
            default -> new Answer.Unknown("status " + payment.getString("status"));
        };
    }

    @Override
    public Optional<Notice> verify(Map<String, String> headers, byte[] body) {
        GatewaySignature signature = new GatewaySignature(settings.text(Setting.GATEWAY_SECRET));
        if (!signature.verify(
                headers.get("x-gateway-signature"), body, clock.instant().getEpochSecond())) {
            return Optional.empty();
        }
        JsonObject event = JsonText.parse(new String(body, StandardCharsets.UTF_8));
        JsonObject payment = event.getJsonObject("payment");
        if (!payment.getString("merchant").equals(merchant())) {
            return Optional.empty();
        }
        return Optional.of(new Notice(
                event.getString("event_id"),
                payment.getString("attempt"),
                payment.getString("order"),
                amount(payment),
                answer(payment)));
    }

    @Override
    public @Nullable String actionFor(String declineReason) {
        return switch (declineReason) {
            case "insufficient_funds", "expired_card" -> "other_means";
            case "do_not_honour" -> "contact_bank";
            case "issuer_unavailable" -> "retry_later";
            default -> null;
        };
    }
}
