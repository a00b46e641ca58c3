package yardstick.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private static final Map<String, String> TEMPLATES = new HashMap<>();
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

    /**
     * A copy of a database that was migrated once: migrating each anew took most of the time of the tests.
     *
     * @param schemas module names in dependency order; {@code kernel} is always there
     */
    public static synchronized TestDatabase with(String... schemas) {
        EmbeddedPostgres postgres = start();
        String key = String.join(" ", schemas);
        String template = TEMPLATES.get(key);
        if (template == null) {
            template = create(postgres, "template1");
            DataSource empty = postgres.getDatabase("postgres", template);
            Migration.run(empty, "kernel");
            for (String schema : schemas) {
                Migration.run(empty, schema);
            }
            TEMPLATES.put(key, template);
        }
        return new TestDatabase(postgres.getDatabase("postgres", create(postgres, template)));
    }

    private static String create(EmbeddedPostgres postgres, String template) {
        String name = "test" + ++count;
        Jdbi.create(postgres.getPostgresDatabase())
                .useHandle(handle -> handle.execute("CREATE DATABASE " + name + " TEMPLATE " + template));
        return name;
    }

    private static EmbeddedPostgres start() {
        EmbeddedPostgres running = server;
        if (running == null) {
            try {
                Path directory = Files.createTempDirectory("yardstick-test-database");
                EmbeddedPostgres started = EmbeddedPostgres.builder()
                        .setDataDirectory(directory)
                        .setCleanDataDirectory(false)
                        .setServerConfig("max_connections", "300")
                        .setServerConfig("fsync", "off")
                        .start();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(started, directory)));
                running = started;
            } catch (IOException e) {
                throw new UncheckedIOException("cannot start embedded PostgreSQL", e);
            }
            server = running;
        }
        return running;
    }

    /** Hundreds of databases are some hundred thousand files: the system's own command takes them away, and nobody waits. */
    private static void remove(EmbeddedPostgres postgres, Path directory) {
        try {
            postgres.close();
            new ProcessBuilder("rm", "-rf", directory.toString()).start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + directory, e);
        }
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
