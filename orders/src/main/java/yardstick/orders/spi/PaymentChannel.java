package yardstick.orders.spi;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Money;

/**
 * A route to a payment provider. Every call carries the attempt id as idempotency key; a time-out or a broken answer
 * is {@link Answer.Unknown}, never a decline.
 */
public interface PaymentChannel {

    /** Stable code, for example {@code card-redirect}. */
    String code();

    /** @param returnUrl where the provider sends the browser afterwards */
    record Attempt(String id, String orderNumber, Money amount, String returnUrl, String webhookUrl) {}

    /** What is known of an attempt. */
    sealed interface Answer {
        /** The shopper has to act on this page. */
        record Redirect(String providerId, String url) implements Answer {}

        /** The money is held but not taken; capture or void follows. */
        record Authorised(String providerId) implements Answer {}

        record Captured(String providerId, Money amount) implements Answer {}

        record Declined(String providerId, String reason) implements Answer {}

        record Voided(String providerId) implements Answer {}

        record Refunded(String providerId, Money refunded) implements Answer {}

        /** The provider has never heard of this attempt. */
        record Missing() implements Answer {}

        /** The provider speaks of another merchant, order, amount or currency than the attempt; nothing may follow from it. */
        record Mismatch(String what) implements Answer {}

        record Unknown(String why) implements Answer {}
    }

    Answer begin(Attempt attempt);

    /** Active query by attempt id. */
    Answer query(Attempt attempt);

    /** Voids what is not captured yet; {@link Answer.Captured} when it came too late. */
    Answer cancel(Attempt attempt);

    /**
     * {@link Answer.Refunded} carries the sum of all refunds of the attempt; {@link Answer.Declined} is a definitive no.
     *
     * @param refundId idempotency key of this refund
     */
    Answer refund(Attempt attempt, String refundId, Money amount);

    /**
     * A webhook whose signature, age and merchant are right.
     *
     * @param orderNumber and amount, as the provider states them; the caller compares them with the attempt
     */
    record Notice(String eventId, String attemptId, String orderNumber, Money amount, Answer answer) {}

    /** Empty when the signature is missing, wrong or older than 300 s. Header names are lower case. */
    Optional<Notice> verify(Map<String, String> headers, byte[] body);

    /** Hint for the shopper when the reason is known, for example {@code contact_bank}; a message key suffix. */
    default @Nullable String actionFor(String declineReason) {
        return null;
    }
}
