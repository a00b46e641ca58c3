package yardstick.tracking.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Keeps this node's roll-ups level with the sealed files. The roll-ups are derived: a file that cannot be opened, or
 * was written by another version of DuckDB, is thrown away and made again from the events.
 */
final class Rollup {

    private static final Logger LOG = System.getLogger(Rollup.class.getName());

    /** Of DuckDB and of the tables; another one means to begin again. */
    private static final String VERSION = "library_version || '/6'";

    private final Warehouse warehouse;
    private final Path file;
    private final int minutes;

    Rollup(Warehouse warehouse, Path file, int minutes) {
        this.warehouse = warehouse;
        this.file = file;
        this.minutes = minutes;
        try {
            attach();
        } catch (IllegalStateException e) {
            LOG.log(Level.WARNING, "roll-ups are made again: " + e.getMessage());
            discard();
            attach();
        }
    }

    private void attach() {
        warehouse.execute("ATTACH " + Warehouse.literal(file) + " AS rollup");
        warehouse.execute(RollupSql.TABLES.getFirst());
        List<String> written = warehouse.query("SELECT duckdb FROM rollup.version", row -> row.getString(1));
        String running = warehouse
                .query("SELECT " + VERSION + " FROM pragma_version()", row -> row.getString(1))
                .getFirst();
        if (written.isEmpty()) {
            warehouse.execute("INSERT INTO rollup.version SELECT " + VERSION + " FROM pragma_version()");
        } else if (!written.contains(running)) {
            throw new IllegalStateException("written by DuckDB " + written + ", running is " + running);
        }
        RollupSql.TABLES.forEach(warehouse::execute);
    }

    private void discard() {
        warehouse.execute("DETACH DATABASE IF EXISTS rollup");
        try {
            Files.deleteIfExists(file);
            Files.deleteIfExists(Path.of(file + ".wal"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + file, e);
        }
    }

    /** How far each node's events have been read. */
    Map<String, Long> marks() {
        Map<String, Long> marks = new TreeMap<>();
        warehouse.query("SELECT node, max(segment) FROM rollup.mark GROUP BY node", row -> {
            marks.put(row.getString(1), row.getLong(2));
            return true;
        });
        return marks;
    }

    /** Reads what the sealed files hold beyond the marks. */
    void follow(List<EventFile> sealed) {
        Map<String, Long> marks = marks();
        List<EventFile> fresh = sealed.stream()
                .filter(file -> file.last() > marks.getOrDefault(file.node(), 0L))
                .toList();
        if (!fresh.isEmpty()) {
            warehouse.with(connection -> {
                read(connection, fresh);
                return true;
            });
        }
    }

    /** Forgets a visitor. */
    void remove(String visitor) {
        warehouse.with(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute("BEGIN");
                for (String sql : RollupSql.remove("'" + visitor.replace("'", "''") + "'")) {
                    statement.execute(sql);
                }
                return statement.execute("COMMIT");
            }
        });
    }

    private void read(Connection connection, List<EventFile> fresh) throws SQLException {
        Map<String, Long> reached = new HashMap<>();
        fresh.forEach(file -> reached.merge(file.node(), file.last(), Math::max));
        try (Statement statement = connection.createStatement()) {
            for (String sql : RollupSql.prepare(fresh, minutes)) {
                statement.execute(sql);
            }
            statement.execute("BEGIN");
            for (String sql : RollupSql.apply()) {
                statement.execute(sql);
            }
            for (Map.Entry<String, Long> mark : reached.entrySet()) {
                statement.execute("DELETE FROM rollup.mark WHERE node = '" + mark.getKey() + "'");
                statement.execute("INSERT INTO rollup.mark VALUES ('" + mark.getKey() + "', " + mark.getValue() + ")");
            }
            statement.execute("COMMIT");
        }
    }
}
