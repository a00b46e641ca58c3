package yardstick.kernel;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot of a job.
 *
 * @param state RUNNING, DONE, FAILED, CANCELLED or STALLED (no heartbeat for 30 s)
 * @param total rows expected, or -1 while unknown
 * @param result JSON of a finished job
 * @param message why it failed, in English
 * @param reason the same as a text that every language has; null when something broke that nobody foresaw
 */
public record Job(
        UUID id,
        String kind,
        String title,
        State state,
        long total,
        long done,
        long failed,
        Instant startedAt,
        Instant heartbeatAt,
        @Nullable Instant finishedAt,
        @Nullable String result,
        @Nullable String message,
        @Nullable Refusal reason) {

    /** Life cycle of a job. */
    public enum State {
        RUNNING,
        DONE,
        FAILED,
        CANCELLED,
        STALLED
    }

    public boolean finished() {
        return state == State.DONE || state == State.FAILED || state == State.CANCELLED;
    }
}
