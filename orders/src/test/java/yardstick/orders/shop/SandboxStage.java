package yardstick.orders.shop;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import yardstick.kernel.Money;
import yardstick.orders.spi.PaymentChannel.Attempt;
import yardstick.orders.spi.conformance.ProviderStage;

/** The sandbox gateway as the provider of a conformance run. */
public final class SandboxStage implements ProviderStage, AutoCloseable {

    private final SandboxGateway gateway = new SandboxGateway();
    private final AtomicInteger attempts = new AtomicInteger();

    public String url() {
        return gateway.url();
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
        gateway.pay(attempt.id());
    }

    @Override
    public void decline(Attempt attempt) {
        gateway.decline(attempt.id(), "do_not_honour");
    }

    /** @param action {@code pay}, {@code decline} or {@code cancel} */
    public void act(String attempt, String action) {
        gateway.act(attempt, action, "do_not_honour");
    }

    @Override
    public boolean canFail(Operation operation, Fault fault) {
        return true;
    }

    @Override
    public void fail(Operation operation, Fault fault) {
        String where = switch (operation) {
            case BEGIN -> "authorise";
            case CANCEL -> "void";
            default -> operation.name().toLowerCase(Locale.ROOT);
        };
        String kind = fault == Fault.SERVER_ERROR ? "http_500" : fault.name().toLowerCase(Locale.ROOT);
        gateway.arm(where, kind, 1, fault == Fault.SLOW ? 50 : 700);
    }

    @Override
    public void calm() {
        gateway.calm();
    }

    @Override
    public Truth truth(Attempt attempt) {
        List<JsonObject> entries = gateway.ledger(attempt.id());
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

    @Override
    public Webhook webhook(Attempt attempt, Seal seal) {
        byte[] body = gateway.event(attempt.id());
        long now = Clock.systemUTC().instant().getEpochSecond();
        return switch (seal) {
            case RIGHT -> sealed(SandboxGateway.sign(now, body), body);
            case MISSING -> new Webhook(Map.of(), body);
            case FORGED -> sealed(SandboxGateway.sign(now, "other".getBytes(StandardCharsets.UTF_8)), body);
            case OLD -> sealed(SandboxGateway.sign(now - 301, body), body);
        };
    }

    private static Webhook sealed(String signature, byte[] body) {
        return new Webhook(Map.of("x-gateway-signature", signature), body);
    }

    @Override
    public void close() {
        gateway.close();
    }
}
