package yardstick.tracking.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import yardstick.tracking.EventHistory;
import yardstick.tracking.Tracker;
import yardstick.tracking.store.EventRow;
import yardstick.tracking.store.StoreOwner;

/** Applies the rules, counts, and hands what is left to the event store. */
@ApplicationScoped
public class DefaultTracker implements Tracker, EventHistory {

    private static final int PART = 1_000;

    @Inject
    StoreOwner owner;

    @Inject
    IntakeCounts counts;

    @Inject
    Clock clock;

    DefaultTracker() {}

    /** Outside a container. */
    public DefaultTracker(StoreOwner owner, IntakeCounts counts, Clock clock) {
        this.owner = owner;
        this.counts = counts;
        this.clock = clock;
    }

    @Override
    public int accept(List<Event> events, String userAgent) {
        if (IntakeRules.bot(userAgent)) {
            counts.add("bot", events.size());
            return 0;
        }
        Instant now = clock.instant();
        return store(Device.added(events, userAgent), now, event -> IntakeRules.objection(event, now));
    }

    @Override
    public int append(List<Event> events) {
        int accepted = 0;
        for (int from = 0; from < events.size(); from += PART) {
            List<Event> part = events.subList(from, Math.min(events.size(), from + PART));
            accepted += store(part, clock.instant(), IntakeRules::objection);
        }
        return accepted;
    }

    private int store(List<Event> events, Instant now, Function<Event, Optional<String>> rule) {
        List<String> lines = new ArrayList<>(events.size());
        for (Event event : events) {
            Optional<String> objection = rule.apply(event);
            if (objection.isPresent()) {
                counts.add(objection.get(), 1);
            } else {
                lines.add(EventRow.of(event).line(now));
            }
        }
        owner.store().append(lines);
        counts.add("accepted", lines.size());
        return lines.size();
    }

    @Override
    public void note(Event event, String userAgent) {
        Optional<String> objection =
                !userAgent.isEmpty() && IntakeRules.bot(userAgent) ? Optional.of("bot") : IntakeRules.objection(event);
        if (objection.isPresent()) {
            counts.add(objection.get(), 1);
        } else if (owner.store()
                .offer(EventRow.of(Device.added(event, userAgent)).line(clock.instant()))) {
            counts.add("accepted", 1);
        } else {
            counts.add("queue_full", 1);
        }
    }
}
