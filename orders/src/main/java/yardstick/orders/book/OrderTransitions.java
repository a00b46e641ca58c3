package yardstick.orders.book;

import static yardstick.orders.Order.State.CANCELLED;
import static yardstick.orders.Order.State.DELIVERED;
import static yardstick.orders.Order.State.PAID;
import static yardstick.orders.Order.State.PENDING_PAYMENT;
import static yardstick.orders.Order.State.REFUNDED;
import static yardstick.orders.Order.State.SHIPPED;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import yardstick.orders.Order.State;

/** Every move an order may make. */
final class OrderTransitions {

    private static final Map<State, Set<State>> ALLOWED = new EnumMap<>(Map.of(
            PENDING_PAYMENT, EnumSet.of(PAID, CANCELLED),
            PAID, EnumSet.of(SHIPPED, DELIVERED, REFUNDED),
            SHIPPED, EnumSet.of(DELIVERED, REFUNDED),
            DELIVERED, EnumSet.of(REFUNDED),
            CANCELLED, EnumSet.noneOf(State.class),
            REFUNDED, EnumSet.noneOf(State.class)));

    private OrderTransitions() {}

    static boolean allowed(State from, State to) {
        return ALLOWED.getOrDefault(from, Set.of()).contains(to);
    }
}
