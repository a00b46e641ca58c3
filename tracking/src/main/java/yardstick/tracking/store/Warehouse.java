package yardstick.tracking.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;
import org.jspecify.annotations.Nullable;

/**
 * DuckDB in this process: one in-memory database for the life of the store, a light connection per query. It may touch
 * the event folder and nothing else, whatever SQL it is given.
 */
final class Warehouse implements AutoCloseable {

    private static final int SECONDS = 60;

    private final Connection database;

    /** Reads one row. */
    interface RowMapper<T> {
        T map(ResultSet row) throws SQLException;
    }

    /** Work on a connection of its own. */
    interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    Warehouse(Path root) {
        try {
            Path spill = Files.createDirectories(root.resolve("spill"));
            new DuckDBDriver();
            database = DriverManager.getConnection("jdbc:duckdb:");
            try (Statement statement = database.createStatement()) {
                statement.execute("SET threads = 2");
                statement.execute("SET memory_limit = '256MB'");
                statement.execute("SET temp_directory = " + literal(spill));
                statement.execute("SET preserve_insertion_order = false");
                statement.execute("SET enable_object_cache = true");
                statement.execute("SET TimeZone = 'UTC'");
                statement.execute("SET autoinstall_known_extensions = false");
                statement.execute("SET autoload_known_extensions = false");
                statement.execute("SET allowed_directories = [" + literal(root) + "]");
                statement.execute("SET enable_external_access = false");
                statement.execute("SET lock_configuration = true");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot prepare " + root, e);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot start DuckDB", e);
        }
    }

    static String literal(Path path) {
        return "'" + path.toAbsolutePath().normalize().toString().replace("'", "''") + "'";
    }

    static String literals(List<EventFile> files) {
        return "["
                + String.join(
                        ", ", files.stream().map(file -> literal(file.path())).toList())
                + "]";
    }

    <T> T with(Work<T> work) {
        try (Connection connection = ((DuckDBConnection) database).duplicate()) {
            return work.run(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("event query failed: " + e.getMessage(), e);
        }
    }

    void execute(String sql) {
        with(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.execute(sql);
            }
        });
    }

    <T> List<T> query(String sql, RowMapper<T> mapper, @Nullable Object... arguments) {
        return with(connection -> query(connection, sql, mapper, arguments));
    }

    static void run(Connection connection, String sql, @Nullable Object... arguments) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                statement.setObject(i + 1, arguments[i]);
            }
            statement.execute();
        }
    }

    static <T> List<T> query(Connection connection, String sql, RowMapper<T> mapper, @Nullable Object... arguments)
            throws SQLException {
        List<T> rows = new ArrayList<>();
        each(connection, sql, row -> rows.add(mapper.map(row)), arguments);
        return rows;
    }

    static void each(Connection connection, String sql, EventStore.RowReader reader, @Nullable Object... arguments)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setQueryTimeout(SECONDS);
            for (int i = 0; i < arguments.length; i++) {
                statement.setObject(i + 1, arguments[i]);
            }
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    reader.read(result);
                }
            }
        }
    }

    @Override
    public void close() {
        try {
            database.close();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot close DuckDB", e);
        }
    }
}
