package yardstick.tracking;

import java.util.List;

/** Way into the event store for imports, the demo shop and simulations: events that happened long ago. */
public interface EventHistory {

    /**
     * Stores the events durably before returning. Validated like live ones (name, sizes), but of any age and without
     * a bot filter; {@code purchase}, {@code refund} and {@code exposure} are welcome here. An id that is already
     * stored is stored once. Orders of the panel come from {@code Fact}s, not from here.
     *
     * @return number accepted
     */
    int append(List<Tracker.Event> events);
}
