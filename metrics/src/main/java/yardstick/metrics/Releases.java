package yardstick.metrics;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Money;
import yardstick.kernel.Outcome;

/** Managing releases; changes reach every node within five seconds. */
public interface Releases {

    record Draft(
            String key,
            String name,
            String owner,
            String hypothesis,
            Money cost,
            int rolloutPercent,
            @Nullable LocalDate debtDate,
            Plan plan) {}
    /** One line of a release's history. */
    record Change(java.time.Instant at, String actor, String what) {}

    List<Release> all();

    Optional<Release> byKey(String key);

    Outcome<Release> create(Draft draft, String actor);

    /** Starts or changes the split, 0 to 100. */
    Outcome<Release> ramp(String key, int rolloutPercent, String actor);

    /** Everybody gets control until the next ramp; what was measured stays. */
    Outcome<Release> pause(String key, String because, String actor);

    Outcome<Release> ship(String key, String actor);

    Outcome<Release> stop(String key, String actor);

    List<Change> history(String key);
}
