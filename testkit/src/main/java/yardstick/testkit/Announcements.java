package yardstick.testkit;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import yardstick.kernel.Announcer;

/** Keeps what was announced, for assertions, and tells those who listen, in the announcing thread and transaction. */
public final class Announcements implements Announcer {

    private final List<Object> events = new CopyOnWriteArrayList<>();
    private final List<Consumer<Object>> listeners = new CopyOnWriteArrayList<>();

    @Override
    public void announce(Object event) {
        events.add(event);
        listeners.forEach(listener -> listener.accept(event));
    }

    /** Hears everything from now on. */
    public void listen(Consumer<Object> listener) {
        listeners.add(listener);
    }

    public <T> List<T> of(Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
