package yardstick.metrics;

import java.time.Instant;
import yardstick.kernel.Outcome;

/** For the demo shop and simulations, whose events happened before the release was entered. */
public interface ReleaseHistory {

    /** Says that the current split of a running release has held since the given moment, and is measured from then. */
    Outcome<Release> startedAt(String key, Instant at, String actor);
}
