package yardstick.testkit;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import yardstick.kernel.Announcer;

/** Keeps what was announced, for assertions. */
public final class Announcements implements Announcer {

    private final List<Object> events = new CopyOnWriteArrayList<>();

    @Override
    public void announce(Object event) {
        events.add(event);
    }

    public <T> List<T> of(Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
