package yardstick.orders.payment;

import static yardstick.orders.Order.PaymentState.AUTHORISED;
import static yardstick.orders.Order.PaymentState.CAPTURED;
import static yardstick.orders.Order.PaymentState.CREATED;
import static yardstick.orders.Order.PaymentState.DECLINED;
import static yardstick.orders.Order.PaymentState.REFUNDED;
import static yardstick.orders.Order.PaymentState.UNKNOWN;
import static yardstick.orders.Order.PaymentState.VOIDED;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import yardstick.orders.Order.PaymentState;

/**
 * Every move a payment attempt may make; {@code orders.payment_transition} says the same and lets nothing else pass. Money that was really captured is always believed, also after a decline or a
 * void: it either pays the order or goes back. A decline after a capture is not: it is parked.
 */
final class AttemptTransitions {

    private static final Map<PaymentState, Set<PaymentState>> ALLOWED = new EnumMap<>(Map.of(
            CREATED, EnumSet.of(UNKNOWN, AUTHORISED, CAPTURED, DECLINED, VOIDED),
            UNKNOWN, EnumSet.of(CREATED, AUTHORISED, CAPTURED, DECLINED, VOIDED),
            AUTHORISED, EnumSet.of(CAPTURED, DECLINED, VOIDED),
            DECLINED, EnumSet.of(CAPTURED),
            VOIDED, EnumSet.of(CAPTURED),
            CAPTURED, EnumSet.of(REFUNDED),
            REFUNDED, EnumSet.noneOf(PaymentState.class)));

    private AttemptTransitions() {}

    static boolean allowed(PaymentState from, PaymentState to) {
        return ALLOWED.getOrDefault(from, Set.of()).contains(to);
    }

    /** An answer is still awaited. */
    static boolean open(PaymentState state) {
        return state == CREATED || state == UNKNOWN || state == AUTHORISED;
    }
}
