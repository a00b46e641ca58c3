package yardstick.sandbox.gateway;

import static yardstick.sandbox.json.Documents.JSON;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Currency;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import yardstick.sandbox.fault.Faults;
import yardstick.sandbox.fault.FaultyCalls;
import yardstick.sandbox.fault.Kind;
import yardstick.sandbox.fault.Operation;
import yardstick.sandbox.http.BadRequest;
import yardstick.sandbox.http.Fields;
import yardstick.sandbox.http.Handler;
import yardstick.sandbox.http.Reply;
import yardstick.sandbox.http.Request;
import yardstick.sandbox.http.Router;
import yardstick.sandbox.http.Signed;
import yardstick.sandbox.webhook.Distortion;

/** The gateway's calls for shops. */
final class GatewayApi {

    private static final String BY_ATTEMPT = "/v1/payments/by-attempt/{attempt}";

    private final Gateway gateway;
    private final Faults faults;
    private final Signed signed;
    private final FaultyCalls calls;

    GatewayApi(Gateway gateway, Faults faults, Signed signed) {
        this.gateway = gateway;
        this.faults = faults;
        this.signed = signed;
        this.calls = new FaultyCalls(faults, GatewayApi::distorted);
    }

    void routes(Router router) {
        on(router, "POST /v1/payments", Operation.AUTHORISE, this::begin);
        on(router, "GET " + BY_ATTEMPT, Operation.QUERY, this::query);
        on(router, "POST " + BY_ATTEMPT + "/capture", Operation.CAPTURE, withAmount(Operation.CAPTURE, Rules::capture));
        on(router, "POST " + BY_ATTEMPT + "/void", Operation.VOID, request -> command(request, Rules::voidIt));
        on(router, "POST " + BY_ATTEMPT + "/refund", Operation.REFUND, withAmount(Operation.REFUND, Rules::refund));
        router.on("GET", "/v1/ledger", signed.guard(this::ledger))
                .on("POST", "/sandbox/pay", this::pay)
                .on("GET", "/sandbox/payments", request -> payments());
    }

    private void on(Router router, String route, Operation operation, Handler handler) {
        String[] parts = route.split(" ");
        router.on(
                parts[0],
                parts[1],
                signed.guard(request -> calls.answer(occasion(operation, request), () -> handler.handle(request))));
    }

    private Faults.Occasion occasion(Operation operation, Request request) {
        if (operation == Operation.AUTHORISE) {
            Fields fields = new Fields(request.json());
            return new Faults.Occasion(
                    operation,
                    new Faults.Payments(
                            fields.number("amount_minor", 0), String.valueOf(fields.textOr("channel", ""))));
        }
        return new Faults.Occasion(
                operation,
                gateway.byAttempt(request.variable("attempt"))
                        .map(payment -> payment.terms().hit())
                        .orElse(Faults.Payments.ANY));
    }

    private static Reply distorted(Reply reply, Kind kind) {
        if (reply.status() >= 300) {
            return reply;
        }
        Request read = new Request("", "", "", java.util.Map.of(), java.util.Map.of(), reply.body());
        return Reply.json(reply.status(), Distortion.of(read.json(), kind));
    }

    private Reply begin(Request request) {
        Fields fields = new Fields(request.json());
        String attempt = fields.text("attempt");
        if (!signed.merchant().equals(fields.text("merchant"))) {
            throw new BadRequest("invalid_merchant");
        }
        Payment.Terms terms = terms(fields, attempt);
        return reply(gateway.begin(Call.of(request), id -> withId(terms, id), attempt));
    }

    private static Payment.Terms terms(Fields fields, String attempt) {
        String capture = fields.textOr("capture", "automatic");
        if (!Set.of("automatic", "manual").contains(String.valueOf(capture))) {
            throw new BadRequest("invalid_capture");
        }
        return new Payment.Terms(
                "",
                attempt,
                fields.text("order"),
                fields.text("merchant"),
                fields.text("channel"),
                fields.positive("amount_minor"),
                currency(fields.text("currency")),
                fields.url("return_url"),
                fields.url("webhook_url"),
                "manual".equals(capture));
    }

    private static Payment.Terms withId(Payment.Terms terms, String id) {
        return new Payment.Terms(
                id,
                terms.attempt(),
                terms.order(),
                terms.merchant(),
                terms.channel(),
                terms.amount(),
                terms.currency(),
                terms.returnUrl(),
                terms.webhookUrl(),
                terms.manualCapture());
    }

    private static String currency(String code) {
        try {
            return Currency.getInstance(code).getCurrencyCode();
        } catch (IllegalArgumentException e) {
            throw new BadRequest("invalid_currency", e);
        }
    }

    private Reply query(Request request) {
        return gateway.byAttempt(request.variable("attempt"))
                .map(payment -> Reply.json(200, gateway.view(payment)))
                .orElseGet(() -> Reply.error(404, "not_found"));
    }

    private Handler withAmount(Operation operation, BiFunction<Payment, Long, Verdict> rule) {
        return request -> {
            long amount = new Fields(request.json()).positive("amount_minor");
            boolean declined = faults.next(occasion(operation, request), EnumSet.of(Kind.DECLINE))
                    .isPresent();
            return command(
                    request,
                    payment -> declined ? new Verdict.Refused("declined", payment) : rule.apply(payment, amount));
        };
    }

    private Reply command(Request request, Function<Payment, Verdict> rule) {
        return reply(gateway.command(Call.of(request), request.variable("attempt"), rule));
    }

    private static Reply reply(Gateway.Result result) {
        if (result.error() == null && result.payment() != null) {
            return Reply.json(result.status(), result.payment());
        }
        JsonObjectBuilder body = JSON.createObjectBuilder().add("error", String.valueOf(result.error()));
        if (result.payment() != null) {
            body.add("payment", result.payment());
        }
        return Reply.json(result.status(), body.build());
    }

    private Reply ledger(Request request) {
        String after = request.parameters().getOrDefault("after", "0");
        if (!after.matches("\\d{1,18}")) {
            throw new BadRequest("invalid_after");
        }
        JsonArrayBuilder entries = JSON.createArrayBuilder();
        for (JsonObject entry : gateway.entriesAfter(Long.parseLong(after))) {
            entries.add(entry);
        }
        return Reply.json(
                200, JSON.createObjectBuilder().add("entries", entries).build());
    }

    /** All payments as they stand, past every fault. */
    private Reply payments() {
        JsonArrayBuilder payments = JSON.createArrayBuilder();
        gateway.payments().forEach(payment -> payments.add(gateway.view(payment)));
        return Reply.json(
                200, JSON.createObjectBuilder().add("payments", payments).build());
    }

    private Reply pay(Request request) {
        Fields fields = new Fields(request.json());
        String reason = String.valueOf(fields.textOr("reason", "insufficient_funds"));
        Optional<Payment> payment = gateway.byAttempt(fields.text("attempt"));
        if (payment.isEmpty()) {
            return Reply.error(404, "not_found");
        }
        String action = String.valueOf(fields.textOr("action", "pay"));
        if (action.equals("force")) {
            return Reply.json(200, gateway.view(gateway.force(payment.get())));
        }
        String payer = String.valueOf(fields.textOr("payer", ""));
        return gateway.act(payment.get(), new Gateway.Press(action, reason, payer))
                .map(acted -> Reply.json(200, gateway.view(acted)))
                .orElseGet(() -> Reply.error(422, "unknown_action_or_reason"));
    }
}
