package yardstick.orders.spi.conformance;

import java.util.Map;
import yardstick.orders.spi.PaymentChannel.Attempt;

/**
 * The provider's side of a conformance run, written by whoever tests an adapter: usually the provider's sandbox with a
 * proxy in front that commits the faults.
 */
public interface ProviderStage {

    /** Calls of the adapter. */
    enum Operation {
        BEGIN,
        QUERY,
        CAPTURE,
        CANCEL,
        REFUND
    }

    /** What goes wrong with one call. */
    enum Fault {
        /** Nothing happens at the provider, and no answer comes. */
        TIMEOUT_BEFORE,
        /** The provider does it, and no answer comes. */
        TIMEOUT_AFTER,
        /** Nothing happens, and the answer is a server error. */
        SERVER_ERROR,
        /** The provider does it, and the connection is cut. */
        RESET,
        /** The provider does it, and the answer is not what the protocol says. */
        GARBAGE,
        /** The right answer, late but within the time limit. */
        SLOW,
        /** The answer speaks of another amount. */
        WRONG_AMOUNT,
        /** The answer speaks of another currency. */
        WRONG_CURRENCY
    }

    /** How a webhook is signed. */
    enum Seal {
        RIGHT,
        MISSING,
        FORGED,
        /** Rightly, more than five minutes ago. */
        OLD
    }

    /** An attempt nobody has begun, over this amount in a currency the channel takes. */
    Attempt attempt(long amountMinor);

    /** Does what the shopper's yes does. */
    void pay(Attempt attempt);

    /** Does what the issuer's no does. */
    void decline(Attempt attempt);

    /** False when this fault cannot be made to happen to this operation; the cell is left out. */
    boolean canFail(Operation operation, Fault fault);

    /** The next call of this operation suffers the fault. */
    void fail(Operation operation, Fault fault);

    /** No fault is waiting any more. */
    void calm();

    /** The provider's own books of an attempt. */
    Truth truth(Attempt attempt);

    /** @param captures how often money was taken, and {@code refunds} given back */
    record Truth(long capturedMinor, int captures, long refundedMinor, int refunds) {}

    /** A webhook that tells how the attempt stands. */
    Webhook webhook(Attempt attempt, Seal seal);

    /** @param headers names in lower case */
    record Webhook(Map<String, String> headers, byte[] body) {}
}
