package yardstick.sandbox.fault;

import java.util.EnumSet;
import java.util.Set;

/** What goes wrong, and at which operations that makes sense. */
public enum Kind {
    /** Nothing is done and no answer comes. */
    TIMEOUT_BEFORE(calls()),
    /** The work is done and no answer comes. */
    TIMEOUT_AFTER(calls()),
    /** Nothing is done; 500. */
    HTTP_500(calls()),
    /** The work is done and the connection is cut at once. */
    RESET(calls()),
    /** The work is done and the answer is not JSON. */
    GARBAGE(calls()),
    /** The work is done, half of the answer arrives and then nothing more. */
    DRIP(calls()),
    /** The answer is right but late; a webhook is held back. */
    SLOW(EnumSet.allOf(Operation.class)),
    /** The work is done and its webhook is out before the answer. */
    LATE_ANSWER(calls()),
    /** The issuer, or the carrier, says no. */
    DECLINE(EnumSet.of(Operation.AUTHORISE, Operation.CAPTURE, Operation.REFUND, Operation.SHIPMENT, Operation.RECALL)),
    /** Five times the same. */
    DUPLICATE_WEBHOOK(EnumSet.of(Operation.WEBHOOK)),
    /** Never sent, and the gateway believes it was. */
    LOST_WEBHOOK(EnumSet.of(Operation.WEBHOOK)),
    LATE_WEBHOOK(EnumSet.of(Operation.WEBHOOK)),
    /** After the news that a payment is captured comes the news that it was declined; the books are right. */
    LATE_DECLINE(EnumSet.of(Operation.WEBHOOK)),
    /** One minor unit too much in the message; the books are right. */
    WRONG_AMOUNT(payments()),
    WRONG_CURRENCY(payments()),
    /** A currency that is none. */
    UNKNOWN_CURRENCY(payments()),
    BAD_SIGNATURE(EnumSet.of(Operation.WEBHOOK)),
    MISSING_SIGNATURE(EnumSet.of(Operation.WEBHOOK)),
    /** Rightly signed, an hour ago. */
    OLD_SIGNATURE(EnumSet.of(Operation.WEBHOOK));

    private final Set<Operation> operations;

    Kind(Set<Operation> operations) {
        this.operations = operations;
    }

    private static Set<Operation> calls() {
        return EnumSet.complementOf(EnumSet.of(Operation.WEBHOOK));
    }

    /** Operations that speak of a payment. */
    private static Set<Operation> payments() {
        return EnumSet.range(Operation.AUTHORISE, Operation.QUERY);
    }

    public boolean fits(Operation operation) {
        return operations.contains(operation);
    }
}
