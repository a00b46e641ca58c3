package yardstick.sandbox.gateway;

import java.util.Set;
import yardstick.sandbox.gateway.Verdict.Accepted;
import yardstick.sandbox.gateway.Verdict.Refused;
import yardstick.sandbox.gateway.Verdict.Unchanged;

/** All transitions of a payment. */
final class Rules {

    static final Set<String> DECLINE_REASONS = Set.of(
            "insufficient_funds",
            "limit_exceeded",
            "expired_card",
            "invalid_card",
            "authentication_failed",
            "do_not_honour",
            "suspected_fraud",
            "issuer_unavailable",
            "channel_unavailable");

    private Rules() {}

    static Verdict pay(Payment payment) {
        if (payment.status() != Status.REQUIRES_ACTION) {
            return new Unchanged(payment);
        }
        long amount = payment.terms().amount();
        Entry authorised = new Entry(Entry.Kind.AUTHORISE, amount);
        return new Accepted(
                payment.terms().manualCapture()
                        ? Change.of(payment.authorised(), authorised)
                        : Change.of(payment.captured(amount), authorised, new Entry(Entry.Kind.CAPTURE, amount)));
    }

    /** A payment that went on although it was voided or declined: real gateways do that, too. */
    static Verdict force(Payment payment) {
        return switch (payment.status()) {
            case REQUIRES_ACTION, AUTHORISED, VOIDED, DECLINED -> {
                long amount = payment.terms().amount();
                yield new Accepted(Change.of(payment.captured(amount), new Entry(Entry.Kind.CAPTURE, amount)));
            }
            case CAPTURED, REFUNDED -> new Unchanged(payment);
        };
    }

    static Verdict decline(Payment payment, String reason) {
        return payment.status() == Status.REQUIRES_ACTION
                ? new Accepted(Change.of(
                        payment.declined(reason),
                        new Entry(Entry.Kind.DECLINE, payment.terms().amount())))
                : new Unchanged(payment);
    }

    static Verdict voidIt(Payment payment) {
        return switch (payment.status()) {
            case REQUIRES_ACTION, AUTHORISED ->
                new Accepted(Change.of(
                        payment.voided(),
                        new Entry(Entry.Kind.VOID, payment.terms().amount())));
            case VOIDED -> new Unchanged(payment);
            case CAPTURED, DECLINED, REFUNDED -> new Refused("not_voidable", payment);
        };
    }

    static Verdict capture(Payment payment, long amount) {
        if (payment.status() != Status.AUTHORISED) {
            return new Refused("not_capturable", payment);
        }
        return amount > payment.terms().amount()
                ? new Refused("amount_too_large", payment)
                : new Accepted(Change.of(payment.captured(amount), new Entry(Entry.Kind.CAPTURE, amount)));
    }

    static Verdict refund(Payment payment, long amount) {
        if (payment.status() != Status.CAPTURED) {
            return new Refused("not_refundable", payment);
        }
        return amount > payment.captured() - payment.refunded()
                ? new Refused("amount_too_large", payment)
                : new Accepted(Change.of(payment.refundedBy(amount), new Entry(Entry.Kind.REFUND, amount))
                        .told("payment.refunded"));
    }
}
