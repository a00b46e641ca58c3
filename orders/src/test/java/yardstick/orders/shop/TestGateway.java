package yardstick.orders.shop;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The payment gateway of tests: its own books, the wire protocol over real HTTP, and failures on demand. */
public final class TestGateway implements AutoCloseable {

    public static final String SECRET = "a secret of the tests";

    /** What goes wrong with the next call of an operation. */
    public enum Failure {
        /** The call is lost on its way: no effect, no answer. */
        LOST,
        /** The call takes effect, the answer is lost. */
        UNANSWERED,
        /** The call takes effect, half of the answer arrives and then nothing more. */
        DRIP,
        GARBAGE,
        SERVER_ERROR,
        WRONG_AMOUNT,
        WRONG_CURRENCY,
        /** A currency that is no currency. */
        NO_CURRENCY
    }

    /** One payment in the gateway's books; guarded by the gateway. */
    private static final class Payment {
        private final JsonObject request;
        private String status = "requires_action";
        private @Nullable String reason;
        private long captured;
        private long refunded;
        private int captures;
        private final Map<String, Long> refunds = new LinkedHashMap<>();

        Payment(JsonObject request) {
            this.request = request;
        }
    }

    private final HttpServer server;
    private final Map<String, Payment> payments = new LinkedHashMap<>();
    private final Map<String, Deque<Failure>> failures = new LinkedHashMap<>();
    private int events;
    private int calls;
    private boolean refusing;

    public TestGateway() {
        try {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 200);
        } catch (IOException e) {
            throw new IllegalStateException("no port for the gateway", e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/payments", this::handle);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** @param operation {@code begin}, {@code query}, {@code void} or {@code refund} */
    public synchronized void fail(String operation, Failure failure) {
        failures.computeIfAbsent(operation, key -> new ArrayDeque<>()).add(failure);
    }

    public synchronized int calls() {
        return calls;
    }

    public synchronized int payments() {
        return payments.size();
    }

    public synchronized String status(String attempt) {
        Payment payment = payments.get(attempt);
        return payment == null ? "missing" : payment.status;
    }

    /** What this gateway holds of the merchant's money, over all payments. */
    public synchronized long balance() {
        return payments.values().stream()
                .mapToLong(payment -> payment.captured - payment.refunded)
                .sum();
    }

    public synchronized void pay(String attempt) {
        Payment payment = known(attempt);
        if (payment.status.equals("requires_action")) {
            payment.status = "captured";
            payment.captured = payment.request.getJsonNumber("amount_minor").longValue();
            payment.captures++;
        }
    }

    public synchronized void decline(String attempt, String reason) {
        Payment payment = known(attempt);
        if (payment.status.equals("requires_action")) {
            payment.status = "declined";
            payment.reason = reason;
        }
    }

    /** Every refund is refused until further notice. */
    public synchronized void refuseRefunds(boolean refuse) {
        refusing = refuse;
    }

    /** The payment is captured whatever we were told before; returns the webhook that says so. */
    public synchronized byte[] forceCapture(String attempt) {
        known(attempt).status = "requires_action";
        pay(attempt);
        return event(attempt);
    }

    private Payment known(String attempt) {
        Payment payment = payments.get(attempt);
        if (payment == null) {
            throw new IllegalStateException("the gateway has no payment for " + attempt);
        }
        return payment;
    }

    /** The body of a webhook about the payment as it is now, with the given members of the payment replaced. */
    public synchronized byte[] event(String attempt, Map<String, JsonValue> replaced) {
        var payment = Json.createObjectBuilder(json(known(attempt)));
        replaced.forEach(payment::add);
        JsonObject built = payment.build();
        return Json.createObjectBuilder()
                .add("event_id", "event-" + ++events + "-" + attempt)
                .add("type", "payment." + built.getString("status"))
                .add("created", 0)
                .add("payment", built)
                .build()
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    public byte[] event(String attempt) {
        return event(attempt, Map.of());
    }

    public static String sign(long epochSeconds, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((epochSeconds + ".").getBytes(StandardCharsets.UTF_8));
            return "t=" + epochSeconds + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getPath();
            String operation = operation(exchange.getRequestMethod(), path);
            Failure failure = failure(operation);
            if (failure == Failure.LOST) {
                return;
            }
            if (failure == Failure.SERVER_ERROR) {
                answer(exchange, 500, "{\"error\":\"internal\"}", null);
                return;
            }
            String signature = exchange.getRequestHeaders().getFirst("X-Signature");
            if (signature == null || !signature.equals(sign(time(signature), body))) {
                answer(exchange, 401, "{\"error\":\"bad_signature\"}", null);
                return;
            }
            String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
            Object[] result = apply(operation, path, key, new String(body, StandardCharsets.UTF_8));
            if (failure != Failure.UNANSWERED) {
                answer(exchange, (int) result[0], (String) result[1], failure);
            }
        }
    }

    private static long time(String signature) {
        return Long.parseLong(signature.substring(2, signature.indexOf(',')));
    }

    private synchronized @Nullable Failure failure(String operation) {
        calls++;
        Deque<Failure> waiting = failures.get(operation);
        return waiting == null ? null : waiting.poll();
    }

    private static String operation(String method, String path) {
        if (method.equals("GET")) {
            return "query";
        }
        return path.equals("/v1/payments") ? "begin" : path.substring(path.lastIndexOf('/') + 1);
    }

    private synchronized Object[] apply(String operation, String path, String key, String body) {
        if (operation.equals("begin")) {
            JsonObject request = parse(body);
            Payment there = payments.computeIfAbsent(key, attempt -> new Payment(request));
            return there.request.equals(request)
                    ? new Object[] {201, json(there).toString()}
                    : new Object[] {422, "{\"error\":\"idempotency_mismatch\"}"};
        }
        String attempt = path.split("/")[4];
        Payment payment = payments.get(attempt);
        if (payment == null) {
            return new Object[] {404, "{\"error\":\"not_found\"}"};
        }
        return switch (operation) {
            case "void" -> voided(payment);
            case "refund" ->
                refunded(payment, key, parse(body).getJsonNumber("amount_minor").longValue());
            default -> new Object[] {200, json(payment).toString()};
        };
    }

    private Object[] voided(Payment payment) {
        if (payment.status.equals("requires_action") || payment.status.equals("voided")) {
            payment.status = "voided";
            return new Object[] {200, json(payment).toString()};
        }
        return refusal("not_voidable", payment);
    }

    private Object[] refunded(Payment payment, String key, long amount) {
        if (payment.refunds.containsKey(key)) {
            return new Object[] {200, json(payment).toString()};
        }
        if (refusing || payment.refunded + amount > payment.captured) {
            return refusal("amount_too_large", payment);
        }
        payment.refunds.put(key, amount);
        payment.refunded += amount;
        payment.status = payment.refunded == payment.captured ? "refunded" : "captured";
        return new Object[] {200, json(payment).toString()};
    }

    private Object[] refusal(String error, Payment payment) {
        return new Object[] {
            409,
            Json.createObjectBuilder()
                    .add("error", error)
                    .add("payment", json(payment))
                    .build()
                    .toString()
        };
    }

    private JsonObject json(Payment payment) {
        JsonObject request = payment.request;
        String id = "pay-" + request.getString("attempt");
        var json = Json.createObjectBuilder()
                .add("id", id)
                .add("attempt", request.getString("attempt"))
                .add("order", request.getString("order"))
                .add("merchant", request.getString("merchant"))
                .add("channel", request.getString("channel"))
                .add("status", payment.status)
                .add("amount_minor", request.getJsonNumber("amount_minor"))
                .add("captured_minor", payment.captured)
                .add("refunded_minor", payment.refunded)
                .add("currency", request.getString("currency"))
                .add("redirect_url", url() + "/pay/" + id);
        return (payment.reason == null ? json.addNull("decline_reason") : json.add("decline_reason", payment.reason))
                .build();
    }

    private static JsonObject parse(String body) {
        try (var reader = Json.createReader(new StringReader(body))) {
            return reader.readObject();
        }
    }

    private static void answer(HttpExchange exchange, int status, String body, @Nullable Failure failure)
            throws IOException {
        String text = switch (failure) {
            case GARBAGE -> "<html>welcome</html>";
            case WRONG_AMOUNT -> replaced(body, "amount_minor", Json.createValue(1));
            case WRONG_CURRENCY -> replaced(body, "currency", Json.createValue("XXX"));
            case NO_CURRENCY -> replaced(body, "currency", Json.createValue("?"));
            case null, default -> body;
        };
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        if (failure == Failure.DRIP) {
            exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
            exchange.getResponseBody().flush();
            pause();
        }
        exchange.getResponseBody().write(bytes);
    }

    private static void pause() {
        try {
            Thread.sleep(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String replaced(String body, String member, JsonValue value) {
        return Json.createObjectBuilder(parse(body)).add(member, value).build().toString();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
