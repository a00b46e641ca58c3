package yardstick.orders.spi;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Money;

/**
 * A route to a payment provider. A bean that implements it is a channel of the shop. Every method that speaks to the
 * provider is called outside any transaction, may be called again with the same arguments after a crash, and answers
 * within the configured time limit. A time-out or a broken answer is {@link Answer.Unknown}, never a decline. How an
 * adapter is tested: {@code yardstick.orders.spi.conformance}.
 */
public interface PaymentChannel {

    /** Stable code in lower case with hyphens, for example {@code card-redirect}; part of the webhook address. */
    String code();

    /** What the shop may rely on; the same for the life of the process. */
    Traits traits();

    /** What the shopper does with the address of an {@link Answer.Action}. */
    enum Flow {
        /** The browser is sent there. */
        REDIRECT,
        /** The shop shows it as a QR code, to be scanned with another device, and as a link. */
        QR,
        /** Nothing is done online. */
        OFFLINE
    }

    /** When authorised money is taken. */
    enum Capturing {
        /** By the provider, together with the authorisation. */
        BY_PROVIDER,
        /** By the shop, as soon as it hears of the authorisation. */
        AT_ONCE,
        /** By a member of staff. */
        BY_STAFF
    }

    /** What happens when a command arrives twice under one key. */
    enum Idempotency {
        /** The provider does it once and answers again what it answered, or how things stand. */
        ONCE,
        /** The provider may do it twice: the shop never repeats a command whose answer it did not see. */
        NOT_GUARANTEED
    }

    /** @param idempotency of {@code begin}, {@code capture} and {@code refund} alike */
    record Traits(Flow flow, Capturing capturing, Idempotency idempotency) {}

    /**
     * One try to pay.
     *
     * @param id idempotency key of beginning, unguessable
     * @param returnUrl where the provider sends the browser afterwards
     * @param providerId the provider's own id, once an answer has carried it
     */
    record Attempt(
            String id,
            String orderNumber,
            Money amount,
            String returnUrl,
            String webhookUrl,
            @Nullable String providerId) {}

    /** What is known of an attempt. */
    sealed interface Answer {
        /** The shopper has to act at this address; {@link Flow} says how it is brought to the shopper. */
        record Action(String providerId, String url) implements Answer {}

        /** The money is held but not taken; capture or void follows. */
        record Authorised(String providerId) implements Answer {}

        record Captured(String providerId, Money amount) implements Answer {}

        /** A definitive no. @param reason the provider's own code, see {@link #normalise(String)} */
        record Declined(String providerId, String reason) implements Answer {}

        record Voided(String providerId) implements Answer {}

        /** @param refunded sum of all refunds of the attempt */
        record Refunded(String providerId, Money refunded) implements Answer {}

        /** The provider has never heard of this attempt. */
        record Missing() implements Answer {}

        /** The provider speaks of another merchant, order, amount or currency than the attempt; nothing may follow from it. */
        record Mismatch(String what) implements Answer {}

        /**
         * This call certainly had no effect, because the provider does not accept calls of this shop as they are (wrong
         * credentials, wrong format) or because no connection came about. Says nothing of earlier calls.
         */
        record Rejected(String why) implements Answer {}

        record Unknown(String why) implements Answer {}
    }

    Answer begin(Attempt attempt);

    /** Active query by attempt id. */
    Answer query(Attempt attempt);

    /**
     * Takes authorised money; {@link Answer.Declined} is a definitive no. Called only when {@link Capturing} is not
     * {@code BY_PROVIDER}.
     */
    Answer capture(Attempt attempt);

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

    /** The provider's reason in the words of the shop. */
    DeclineReason normalise(String providerReason);

    /** The provider's own books, when it publishes them. Channels of one provider return ledgers of one name. */
    default Optional<ProviderLedger> ledger() {
        return Optional.empty();
    }
}
