package yardstick.web;

import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** The visit that the calling thread works for. */
@ApplicationScoped
public class CurrentVisit {

    private final ThreadLocal<@Nullable Visit> current = new ThreadLocal<>();

    public Visit get() {
        Visit visit = current.get();
        if (visit == null) {
            throw new IllegalStateException("no request on this thread");
        }
        return visit;
    }

    /** Opens the scope; for the filter and for tests. */
    public void begin(Visit visit) {
        current.set(visit);
    }

    public void end() {
        current.remove();
    }
}
