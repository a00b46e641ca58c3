package yardstick.tracking;

import java.util.List;

/**
 * Orders of the shop beside the purchases that the event store holds, of the same days and currency. Orders of the last
 * minute are left out of both, because an event may still be on its way.
 *
 * @param gaps the first 200 orders that differ
 */
public record Reconciliation(long orders, long ordersMinor, long events, long eventsMinor, List<Gap> gaps) {

    /** Share of orders or money that may differ before figures made of both are refused. */
    public static final double TOLERANCE = 0.01;

    /** Fewer orders than this say nothing about a rate. */
    public static final long LEAST = 20;

    /** What differs. */
    public enum Kind {
        NO_EVENT,
        NO_ORDER,
        OTHER_AMOUNT
    }

    /** One order that differs; amounts in minor units, 0 for what is missing. */
    public record Gap(long order, Kind kind, long orderMinor, long eventMinor) {}

    /** Whether figures made of orders and events together can be shown. */
    public boolean sound() {
        long most = Math.max(orders, events);
        boolean few = most < LEAST;
        return few
                || Math.abs(orders - events) <= TOLERANCE * most
                        && Math.abs(ordersMinor - eventsMinor) <= TOLERANCE * Math.max(ordersMinor, eventsMinor);
    }
}
