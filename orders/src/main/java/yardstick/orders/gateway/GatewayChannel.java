package yardstick.orders.gateway;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Money;
import yardstick.orders.json.JsonText;
import yardstick.orders.spi.DeclineReason;
import yardstick.orders.spi.PaymentChannel;
import yardstick.orders.spi.ProviderLedger;
import yardstick.orders.wire.SignedCalls.Call;
import yardstick.orders.wire.SignedCalls.Reply;

/**
 * A channel of the payment gateway: the shopper pays on the gateway's page, which is reached by redirect or by QR code.
 * No card data ever reaches the shop. Whatever is not a definite answer is {@link Answer.Unknown}.
 */
final class GatewayChannel implements PaymentChannel {

    /** What one channel differs by from the others of the gateway. */
    record Shape(String code, Flow flow, Capturing capturing) {}

    private final Shape shape;
    private final GatewayClient client;

    GatewayChannel(Shape shape, GatewayClient client) {
        this.shape = shape;
        this.client = client;
    }

    @Override
    public String code() {
        return shape.code();
    }

    @Override
    public Traits traits() {
        return new Traits(shape.flow(), shape.capturing(), Idempotency.ONCE);
    }

    @Override
    public Answer begin(Attempt attempt) {
        String body = JsonText.object()
                .add("merchant", client.merchant())
                .add("attempt", attempt.id())
                .add("order", attempt.orderNumber())
                .add("channel", shape.code())
                .add("amount_minor", attempt.amount().minor())
                .add("currency", attempt.amount().currency())
                .add("return_url", attempt.returnUrl())
                .add("webhook_url", attempt.webhookUrl())
                .add("capture", shape.capturing() == Capturing.BY_PROVIDER ? "automatic" : "manual")
                .build()
                .toString();
        return answer(attempt, client.send(new Call("POST", "/v1/payments", attempt.id(), body)));
    }

    @Override
    public Answer query(Attempt attempt) {
        return answer(attempt, client.send(Call.read(path(attempt), attempt.id())));
    }

    @Override
    public Answer capture(Attempt attempt) {
        return command(
                attempt,
                new Call("POST", path(attempt) + "/capture", attempt.id() + "-capture", amount(attempt.amount())));
    }

    @Override
    public Answer cancel(Attempt attempt) {
        return answer(attempt, client.send(new Call("POST", path(attempt) + "/void", attempt.id() + "-void", "{}")));
    }

    @Override
    public Answer refund(Attempt attempt, String refundId, Money amount) {
        Reply reply = client.send(new Call("POST", path(attempt) + "/refund", refundId, amount(amount)));
        return answer(
                attempt,
                reply,
                payment -> reply.status() < 300
                        ? refunded(payment)
                        : new Answer.Declined(payment.getString("id"), reply.error()));
    }

    /** A refusal with a payment that is still authorised is a no to this command; anything else says how things stand. */
    private Answer command(Attempt attempt, Call call) {
        Reply reply = client.send(call);
        Answer answer = answer(attempt, reply);
        return reply.status() == 409 && answer instanceof Answer.Authorised(String provider)
                ? new Answer.Declined(provider, reply.error())
                : answer;
    }

    private static String amount(Money amount) {
        return JsonText.object().add("amount_minor", amount.minor()).build().toString();
    }

    private static Answer refunded(JsonObject payment) {
        return new Answer.Refunded(
                payment.getString("id"),
                Money.of(payment.getJsonNumber("refunded_minor").longValue(), payment.getString("currency")));
    }

    private static String path(Attempt attempt) {
        return "/v1/payments/by-attempt/" + attempt.id();
    }

    private Answer answer(Attempt attempt, Reply reply) {
        return answer(attempt, reply, GatewayChannel::answer);
    }

    private Answer answer(Attempt attempt, Reply reply, Function<JsonObject, Answer> meaning) {
        if (reply.status() == 404 && reply.error().equals("not_found")) {
            return new Answer.Missing();
        }
        String error = reply.error().isEmpty() ? "HTTP " + reply.status() : reply.error();
        JsonObject payment = payment(reply.json());
        if (payment == null && rejected(reply)) {
            return new Answer.Rejected(error);
        }
        if (payment == null || reply.status() >= 500) {
            return new Answer.Unknown(error);
        }
        try {
            String mismatch = mismatch(attempt, payment);
            return mismatch == null ? meaning.apply(payment) : new Answer.Mismatch(mismatch);
        } catch (ClassCastException | NullPointerException | IllegalArgumentException e) {
            return new Answer.Unknown("the answer makes no sense");
        }
    }

    private static @Nullable JsonObject payment(@Nullable JsonObject json) {
        if (json == null) {
            return null;
        }
        try {
            JsonObject payment = json.containsKey("payment") ? json.getJsonObject("payment") : json;
            return payment.containsKey("status") ? payment : null;
        } catch (ClassCastException e) {
            return null;
        }
    }

    /** The gateway says in its own words that it did nothing; a proxy's page with the same status does not count. */
    private static boolean rejected(Reply reply) {
        boolean said = reply.json() != null && !reply.error().isEmpty();
        return reply.untouched() || said && (reply.status() == 400 || reply.status() == 401 || reply.status() == 403);
    }

    private @Nullable String mismatch(Attempt attempt, JsonObject payment) {
        if (!payment.getString("merchant", "").equals(client.merchant())) {
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
            case "requires_action" -> new Answer.Action(id, payment.getString("redirect_url"));
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
        if (!client.signature().verify(headers.get("x-gateway-signature"), body, client.now())) {
            return Optional.empty();
        }
        JsonObject event = JsonText.parse(new String(body, StandardCharsets.UTF_8));
        JsonObject payment = event.getJsonObject("payment");
        if (!payment.getString("merchant").equals(client.merchant())) {
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
    public DeclineReason normalise(String providerReason) {
        return switch (providerReason) {
            case "card_velocity_exceeded", "limit_reached" -> DeclineReason.LIMIT_EXCEEDED;
            case "wrong_password", "wrong_code" -> DeclineReason.AUTHENTICATION_FAILED;
            case "lost_card", "stolen_card" -> DeclineReason.SUSPECTED_FRAUD;
            case "declined", "not_capturable" -> DeclineReason.DO_NOT_HONOUR;
            default -> DeclineReason.of(providerReason);
        };
    }

    @Override
    public Optional<ProviderLedger> ledger() {
        return Optional.of(new GatewayLedger(client));
    }
}
