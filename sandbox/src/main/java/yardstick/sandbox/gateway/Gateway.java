package yardstick.sandbox.gateway;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import yardstick.sandbox.fault.Faults;
import yardstick.sandbox.fault.Kind;
import yardstick.sandbox.fault.Operation;
import yardstick.sandbox.webhook.Deliveries;
import yardstick.sandbox.webhook.Message;

/** Judges commands one at a time, keeps the books and tells the shop. */
final class Gateway {

    private final Books books;
    private final Deliveries deliveries;
    private final Faults faults;
    private final String base;
    private final List<Message> news = new ArrayList<>();

    Gateway(Books books, Deliveries deliveries, Faults faults, String base) {
        this.books = books;
        this.deliveries = deliveries;
        this.faults = faults;
        this.base = base;
        books.replayed().forEach(deliveries::send);
    }

    /** What came of a call. */
    record Result(
            int status, @Nullable String error, @Nullable JsonObject payment) {}

    Optional<Payment> byId(String id) {
        return durably(() -> books.byId(id));
    }

    Optional<Payment> byAttempt(String attempt) {
        return durably(() -> books.byAttempt(attempt));
    }

    List<Payment> payments() {
        return durably(books::payments);
    }

    /** Judges with the books held, then lets them reach the disk, and only then answers and sends webhooks. */
    private <T> T durably(Supplier<T> work) {
        T result;
        List<Message> messages;
        synchronized (books) {
            result = work.get();
            messages = List.copyOf(news);
            news.clear();
        }
        books.sync();
        messages.forEach(deliveries::send);
        return result;
    }

    JsonObject view(Payment payment) {
        return payment.view(base);
    }

    Result begin(Call call, Function<String, Payment.Terms> terms, String attempt) {
        return durably(() -> once(call, 201, () -> {
            Optional<Payment> existing = books.byAttempt(attempt);
            return existing.<Verdict>map(payment -> new Verdict.Refused("attempt_exists", payment))
                    .orElseGet(
                            () -> new Verdict.Accepted(Change.begun(Payment.begun(terms.apply(books.newId("pay_"))))));
        }));
    }

    /** A command of the shop on an existing attempt. */
    Result command(Call call, String attempt, Function<Payment, Verdict> rule) {
        return durably(() -> books.byAttempt(attempt)
                .map(payment -> once(call, 200, () -> rule.apply(payment)))
                .orElseGet(() -> new Result(404, "not_found", null)));
    }

    private Result once(Call call, int done, Supplier<Verdict> judge) {
        synchronized (books) {
            Optional<JsonObject> earlier = books.answer(call);
            if (earlier.isPresent()) {
                return earlier.get().getString("fingerprint").equals(call.fingerprint())
                        ? new Result(done, null, earlier.get().getJsonObject("body"))
                        : new Result(422, "idempotency_mismatch", null);
            }
            return switch (judge.get()) {
                case Verdict.Accepted(Change change) -> new Result(done, null, record(change, call));
                case Verdict.Unchanged(Payment payment) -> new Result(done, null, view(payment));
                case Verdict.Refused(String error, var payment) ->
                    new Result(409, error, payment == null ? null : view(payment));
            };
        }
    }

    /** Takes the money whatever the shop was told before. */
    Payment force(Payment seen) {
        return durably(() -> {
            Payment payment = books.byId(seen.terms().id()).orElse(seen);
            if (Rules.force(payment) instanceof Verdict.Accepted(Change change)) {
                record(change, null);
                return change.payment();
            }
            return payment;
        });
    }

    /**
     * A button of the hosted page.
     *
     * @param reason of a decline
     * @param payer the card or wallet, as the page calls it, or empty
     */
    record Press(String action, String reason, String payer) {}

    /** What the buttons of the hosted page do; empty when the action is not one of them. */
    Optional<Payment> act(Payment seen, Press press) {
        return durably(() -> {
            Payment payment = books.byId(seen.terms().id()).orElse(seen);
            Verdict verdict = switch (press.action()) {
                case "pay" -> authorise(payment);
                case "decline" ->
                    Rules.DECLINE_REASONS.contains(press.reason()) ? Rules.decline(payment, press.reason()) : null;
                case "cancel" -> Rules.voidIt(payment);
                default -> null;
            };
            if (verdict instanceof Verdict.Accepted(Change change)) {
                record(change.by(press.payer()), null);
                return Optional.of(change.payment());
            }
            return verdict == null ? Optional.empty() : Optional.of(payment);
        });
    }

    private Verdict authorise(Payment payment) {
        boolean declined = payment.status() == Status.REQUIRES_ACTION
                && faults.next(
                                new Faults.Occasion(
                                        Operation.AUTHORISE, payment.terms().hit()),
                                java.util.EnumSet.of(Kind.DECLINE))
                        .isPresent();
        return declined ? Rules.decline(payment, "do_not_honour") : Rules.pay(payment);
    }

    private JsonObject record(Change change, @Nullable Call call) {
        JsonObject view = view(change.payment());
        books.record(change, call, view).ifPresent(news::add);
        return view;
    }

    List<JsonObject> entriesAfter(long seq) {
        return books.entriesAfter(seq);
    }
}
