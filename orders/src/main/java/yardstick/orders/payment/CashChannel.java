package yardstick.orders.payment;

import java.util.Map;
import java.util.Optional;
import yardstick.kernel.Money;
import yardstick.orders.spi.DeclineReason;
import yardstick.orders.spi.PaymentChannel;

/**
 * Cash when the goods are picked up. The agreement is the authorisation; the money is taken when a member of staff says
 * so, and handed back by whoever asks for the refund.
 */
final class CashChannel implements PaymentChannel {

    static final String CODE = "cash-pickup";

    @Override
    public String code() {
        return CODE;
    }

    @Override
    public Traits traits() {
        return new Traits(Flow.OFFLINE, Capturing.BY_STAFF, Idempotency.ONCE);
    }

    @Override
    public Answer begin(Attempt attempt) {
        return new Answer.Authorised(provider(attempt));
    }

    @Override
    public Answer query(Attempt attempt) {
        return new Answer.Authorised(provider(attempt));
    }

    @Override
    public Answer capture(Attempt attempt) {
        return new Answer.Captured(provider(attempt), attempt.amount());
    }

    @Override
    public Answer cancel(Attempt attempt) {
        return new Answer.Voided(provider(attempt));
    }

    @Override
    public Answer refund(Attempt attempt, String refundId, Money amount) {
        return new Answer.Refunded(provider(attempt), amount);
    }

    private static String provider(Attempt attempt) {
        return "cash-" + attempt.orderNumber();
    }

    /** Nobody but staff speaks for the till. */
    @Override
    public Optional<Notice> verify(Map<String, String> headers, byte[] body) {
        return Optional.empty();
    }

    @Override
    public DeclineReason normalise(String providerReason) {
        return DeclineReason.OTHER;
    }
}
