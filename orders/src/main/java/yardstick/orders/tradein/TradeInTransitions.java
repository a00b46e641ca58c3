package yardstick.orders.tradein;

import static yardstick.orders.TradeIns.State.ACCEPTED;
import static yardstick.orders.TradeIns.State.EXPIRED;
import static yardstick.orders.TradeIns.State.LOWERED;
import static yardstick.orders.TradeIns.State.QUOTED;
import static yardstick.orders.TradeIns.State.REFUSED;
import static yardstick.orders.TradeIns.State.USED;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import yardstick.orders.TradeIns.State;

/** Every move a trade-in may make. */
final class TradeInTransitions {

    private static final Map<State, Set<State>> ALLOWED = new EnumMap<>(Map.of(
            QUOTED, EnumSet.of(USED, EXPIRED),
            USED, EnumSet.of(QUOTED, EXPIRED, ACCEPTED, LOWERED, REFUSED),
            ACCEPTED, EnumSet.noneOf(State.class),
            LOWERED, EnumSet.noneOf(State.class),
            REFUSED, EnumSet.noneOf(State.class),
            EXPIRED, EnumSet.noneOf(State.class)));

    private TradeInTransitions() {}

    static boolean allowed(State from, State to) {
        return ALLOWED.getOrDefault(from, Set.of()).contains(to);
    }
}
