package yardstick.kernel;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Long work with progress that survives leaving the page: imports, exports, rebuilds. */
public interface Jobs {

    /** The work itself; throws on failure, in which case the job ends as {@code FAILED} with a readable message. */
    @FunctionalInterface
    interface Work {
        /** @return the result as JSON text */
        String run(Progress progress) throws Exception;
    }

    /** Reported by the work; cheap enough to call per row, stored about once a second. */
    interface Progress {
        void total(long rows);

        void done(long rows);

        void failed(long rows);

        /** True when somebody asked to stop: undo what is open and return. */
        boolean cancelled();
    }

    /** Starts the work on a background thread. */
    UUID start(String kind, String title, Work work);

    Optional<Job> find(UUID id);

    List<Job> latest(int limit);

    void cancel(UUID id);
}
