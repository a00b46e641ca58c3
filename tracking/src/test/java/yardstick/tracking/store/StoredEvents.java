package yardstick.tracking.store;

import java.time.Instant;
import java.util.Map;
import yardstick.kernel.VisitorId;
import yardstick.tracking.Tracker.Event;

/** Events and counts for the tests of this module. */
public final class StoredEvents {

    private StoredEvents() {}

    public static Event event(String id, String name, String visitor, String at) {
        return event(id, name, visitor, at, Map.of());
    }

    public static Event event(String id, String name, String visitor, String at, Map<String, Object> parameters) {
        return new Event(
                id,
                name,
                new VisitorId(visitor),
                Instant.parse(at),
                "/p/" + id,
                "en",
                "https://r.example/",
                parameters);
    }

    public static String line(String id, String at) {
        return EventRow.of(event(id, "page_view", "v", at)).line(Instant.parse(at));
    }

    public static long count(EventStore store) {
        return store.query("SELECT count(*) FROM events", row -> row.getLong(1)).getFirst();
    }
}
