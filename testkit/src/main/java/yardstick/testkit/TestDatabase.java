package yardstick.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Database;
import yardstick.kernel.runtime.ArrayTypes;
import yardstick.kernel.runtime.Migration;

/**
 * The {@link Database} of tests: embedded PostgreSQL, one server per JVM, one fresh database per instance, with the
 * named schemas migrated. Transactions behave as in the container: nested writes join, an exception rolls back,
 * {@code afterCommit} runs after the outermost commit.
 */
public final class TestDatabase implements Database {

    private static @Nullable EmbeddedPostgres server;
    private static int count;

    private final Jdbi jdbi;
    private final DataSource dataSource;
    private final ThreadLocal<@Nullable Handle> current = new ThreadLocal<>();
    private final ThreadLocal<List<Runnable>> afterCommit = ThreadLocal.withInitial(ArrayList::new);

    private TestDatabase(DataSource dataSource) {
        this.dataSource = dataSource;
        this.jdbi = Jdbi.create(dataSource);
        ArrayTypes.register(jdbi);
    }

    /** @param schemas module names in dependency order; {@code kernel} is always there */
    public static synchronized TestDatabase with(String... schemas) {
        EmbeddedPostgres postgres = start();
        String name = "test" + ++count;
        Jdbi.create(postgres.getPostgresDatabase()).useHandle(handle -> handle.execute("CREATE DATABASE " + name));
        TestDatabase database = new TestDatabase(postgres.getDatabase("postgres", name));
        Migration.run(database.dataSource, "kernel");
        for (String schema : schemas) {
            Migration.run(database.dataSource, schema);
        }
        return database;
    }

    private static EmbeddedPostgres start() {
        EmbeddedPostgres running = server;
        if (running == null) {
            try {
                running = EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "300")
                        .setServerConfig("fsync", "off")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot start embedded PostgreSQL", e);
            }
            server = running;
        }
        return running;
    }

    public DataSource dataSource() {
        return dataSource;
    }

    @Override
    public <T> T read(Query<T> query) {
        Handle handle = current.get();
        return handle == null ? jdbi.withHandle(query::run) : query.run(handle);
    }

    @Override
    public <T> T write(Query<T> work) {
        if (current.get() != null) {
            return read(work);
        }
        T result;
        List<Runnable> actions;
        try {
            result = jdbi.inTransaction(handle -> {
                current.set(handle);
                return work.run(handle);
            });
        } finally {
            current.remove();
            actions = List.copyOf(afterCommit.get());
            afterCommit.remove();
        }
        actions.forEach(Runnable::run);
        return result;
    }

    @Override
    public void afterCommit(Runnable action) {
        if (current.get() == null) {
            action.run();
        } else {
            afterCommit.get().add(action);
        }
    }
}
