package yardstick.catalog.feed;

import org.jspecify.annotations.Nullable;

/** The statements of a transaction as shares of its rows. */
final class Steps {

    static final Steps NONE = new Steps(null, 0);
    private static final int STATEMENTS = 18;

    private final @Nullable Pulse pulse;
    private final long rows;
    private int step;

    Steps(@Nullable Pulse pulse, long rows) {
        this.pulse = pulse;
        this.rows = rows;
    }

    /** @throws java.util.concurrent.CancellationException when somebody asked to stop */
    void next() {
        step = Math.min(step + 1, STATEMENTS);
        if (pulse != null) {
            pulse.done(rows + rows * step / STATEMENTS);
        }
    }
}
