package yardstick.metrics.simulation;

import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Database;

/** {@link Database} without a container: one thread, nested writes join. */
final class PlainDatabase implements Database {

    private final Jdbi jdbi;
    private final List<Runnable> afterCommit = new ArrayList<>();
    private @Nullable Handle current;

    PlainDatabase(DataSource dataSource) {
        this.jdbi = Jdbi.create(dataSource);
    }

    @Override
    public <T> T read(Query<T> query) {
        Handle handle = current;
        return handle == null ? jdbi.withHandle(query::run) : query.run(handle);
    }

    @Override
    public <T> T write(Query<T> work) {
        if (current != null) {
            return read(work);
        }
        try {
            return jdbi.inTransaction(handle -> {
                current = handle;
                return work.run(handle);
            });
        } finally {
            current = null;
            List<Runnable> actions = List.copyOf(afterCommit);
            afterCommit.clear();
            actions.forEach(Runnable::run);
        }
    }

    @Override
    public void afterCommit(Runnable action) {
        if (current == null) {
            action.run();
        } else {
            afterCommit.add(action);
        }
    }
}
