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
public record Split(Release release, int number, @Nullable Instant since, Slot slot) {

    /** Buckets of the exclusion group, {@code to} excluded. */
    public record Slot(int from, int to) {
        static final Slot WHOLE = new Slot(0, Bucket.COUNT);

        boolean contains(int bucket) {
            return from <= bucket && bucket < to;
        }
    }

    /** Says which period is measured; whoever measured another one measures again. */
    public String key() {
        return number + "/" + since + "/" + release.endedAt();
    }

    Split running(int percent, Instant now) {
        Instant started = release.startedAt() == null ? now : release.startedAt();
        Release next = with(percent, Release.State.RUNNING, new Period(started, null), null);
        return new Split(next, number + 1, now, slot);
    }

    Split within(Slot taken) {
        return new Split(release, number, since, taken);
    }

    Split paused(Release.Pause pause) {
        Release next = with(
                release.rolloutPercent(), release.state(), new Period(release.startedAt(), release.endedAt()), pause);
        return new Split(next, number, since, slot);
    }

    Split ended(Release.State state, Instant now) {
        Instant ended = release.endedAt() == null ? now : release.endedAt();
        Release next = with(release.rolloutPercent(), state, new Period(release.startedAt(), ended), null);
        return new Split(next, number, since, slot);
    }

    Split startedAt(Instant at) {
        Release next =
                with(release.rolloutPercent(), release.state(), new Period(at, release.endedAt()), release.pause());
        return new Split(next, number, at, slot);
    }

    private record Period(
            @Nullable Instant started, @Nullable Instant ended) {}

    private Release with(int percent, Release.State state, Period period, Release.@Nullable Pause pause) {
        return new Release(
                release.id(),
                release.key(),
                release.name(),
                release.owner(),
                release.hypothesis(),
                release.cost(),
                percent,
                state,
                period.started(),
                period.ended(),
                release.debtDate(),
                release.plan(),
                pause);
    }
}
