package yardstick.metrics.release;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import yardstick.metrics.Release;

/**
 * A release and its current split. Every ramp begins a new split: arms are compared within one split only, because
 * mixing shares over time mixes days with different conversion into the arms unevenly.
 *
 * @param since null before the first ramp
 */
public record Split(Release release, int number, @Nullable Instant since) {

    /** Says which period is measured; whoever measured another one measures again. */
    public String key() {
        return number + "/" + since + "/" + release.endedAt();
    }

    Split running(int percent, Instant now) {
        Instant started = release.startedAt() == null ? now : release.startedAt();
        return new Split(with(percent, Release.State.RUNNING, started, null), number + 1, now);
    }

    Split ended(Release.State state, Instant now) {
        Instant ended = release.endedAt() == null ? now : release.endedAt();
        return new Split(with(release.rolloutPercent(), state, release.startedAt(), ended), number, since);
    }

    Split startedAt(Instant at) {
        return new Split(with(release.rolloutPercent(), release.state(), at, release.endedAt()), number, at);
    }

    private Release with(int percent, Release.State state, @Nullable Instant started, @Nullable Instant ended) {
        return new Release(
                release.id(),
                release.key(),
                release.name(),
                release.owner(),
                release.hypothesis(),
                release.cost(),
                percent,
                state,
                started,
                ended,
                release.debtDate());
    }
}
