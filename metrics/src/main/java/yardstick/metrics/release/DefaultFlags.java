package yardstick.metrics.release;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Flag;
import yardstick.kernel.Flags;
import yardstick.kernel.Subject;
import yardstick.kernel.VisitorId;
import yardstick.metrics.Release;
import yardstick.tracking.Tracker;

/** Evaluates flags against the snapshot in memory; an exposure is noted once per visitor and split. */
@ApplicationScoped
public class DefaultFlags implements Flags {

    private static final int REMEMBERED = 200_000;

    @Inject
    FlagSnapshot snapshot;

    @Inject
    Tracker tracker;

    @Inject
    Clock clock;

    private final RecentlySeen exposed = new RecentlySeen(REMEMBERED);

    DefaultFlags() {}

    DefaultFlags(FlagSnapshot snapshot, Tracker tracker, Clock clock) {
        this.snapshot = snapshot;
        this.tracker = tracker;
        this.clock = clock;
    }

    @Override
    public String variant(Flag flag, Subject subject) {
        return variant(snapshot.release(flag.key()), flag, subject);
    }

    private static String variant(@Nullable Split split, Flag flag, Subject subject) {
        if (split == null) {
            return flag.fallback();
        }
        return switch (split.release().state()) {
            case DRAFT, STOPPED -> flag.fallback();
            case SHIPPED -> Release.TREATMENT;
            case RUNNING ->
                Bucket.of(flag.key(), subject.unit()) < split.release().rolloutPercent() * (Bucket.COUNT / 100)
                        ? Release.TREATMENT
                        : Release.CONTROL;
        };
    }

    @Override
    public String expose(Flag flag, Subject subject) {
        Split split = snapshot.release(flag.key());
        String variant = variant(split, flag, subject);
        VisitorId visitor = subject.visitor();
        if (visitor != null && split != null && split.release().state() == Release.State.RUNNING) {
            String id = "exposure:" + flag.key() + ":" + split.number() + ":" + variant + ":" + visitor.value();
            if (exposed.first(id)) {
                note(id, visitor, Map.of("release", flag.key(), "variant", variant));
            }
        }
        return variant;
    }

    private void note(String id, VisitorId visitor, Map<String, Object> parameters) {
        tracker.note(new Tracker.Event(id, "exposure", visitor, clock.instant(), "", "", "", parameters), "");
    }
}
