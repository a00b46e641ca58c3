package yardstick.web.shop;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import yardstick.web.Seal;

/**
 * Links to tracking pages that need no sign-in: {@code <reference>.<last day>.<seal>}. The reference is random and names
 * the order nowhere else; the seal covers the day.
 */
@ApplicationScoped
class TrackLinks {

    /** Longer than any parcel should take, and a return after it. */
    private static final Duration AGE = Duration.ofDays(90);

    private static final String PURPOSE = "track";

    @Inject
    Seal seal;

    @Inject
    Clock clock;

    TrackLinks() {}

    TrackLinks(Seal seal, Clock clock) {
        this.seal = seal;
        this.clock = clock;
    }

    /** What a link says. */
    sealed interface Read {
        record Good(String reference) implements Read {}

        /** Made here, some time ago. */
        record Expired() implements Read {}

        record Forged() implements Read {}
    }

    String link(String reference) {
        long last = clock.instant().plus(AGE).getEpochSecond() / 86_400;
        String told = reference + '.' + Long.toString(last, 36);
        return told + '.' + seal.hash(PURPOSE, told);
    }

    Read read(String link) {
        int second = link.lastIndexOf('.');
        int first = second < 1 ? -1 : link.lastIndexOf('.', second - 1);
        if (first < 1
                || link.length() > 120
                || !seal.matches(PURPOSE, link.substring(0, second), link.substring(second + 1))) {
            return new Read.Forged();
        }
        Instant last = Instant.ofEpochSecond((Long.parseLong(link.substring(first + 1, second), 36) + 1) * 86_400);
        return clock.instant().isBefore(last) ? new Read.Good(link.substring(0, first)) : new Read.Expired();
    }
}
