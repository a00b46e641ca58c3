package yardstick.orders.returns;

import static yardstick.orders.AfterSale.State.APPROVED;
import static yardstick.orders.AfterSale.State.INSPECTED;
import static yardstick.orders.AfterSale.State.RECEIVED;
import static yardstick.orders.AfterSale.State.REFUNDED;
import static yardstick.orders.AfterSale.State.REFUSED;
import static yardstick.orders.AfterSale.State.REQUESTED;
import static yardstick.orders.AfterSale.State.WITHDRAWN;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import yardstick.orders.AfterSale.State;

/** Every move a case may make. A cancellation goes from requested to refunded in one step. */
final class CaseTransitions {

    private static final Map<State, Set<State>> ALLOWED = new EnumMap<>(Map.of(
            REQUESTED, EnumSet.of(APPROVED, REFUSED, WITHDRAWN, REFUNDED),
            APPROVED, EnumSet.of(RECEIVED, REFUSED, WITHDRAWN),
            RECEIVED, EnumSet.of(INSPECTED),
            INSPECTED, EnumSet.of(REFUNDED, REFUSED),
            REFUNDED, EnumSet.noneOf(State.class),
            REFUSED, EnumSet.noneOf(State.class),
            WITHDRAWN, EnumSet.noneOf(State.class)));

    private CaseTransitions() {}

    static boolean allowed(State from, State to) {
        return ALLOWED.getOrDefault(from, Set.of()).contains(to);
    }
}
