package yardstick.tracking.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * Events on disk: lines go durably into open segments, segments are sealed into Parquet, queries see sealed files
 * only and seal what is open first, so that they see every event stored before they began and each one once.
 */
public final class EventStore implements AutoCloseable {

    private static final long FRESH_NANOS = 1_000_000_000L;
    private static final long KEPT_NANOS = 10 * FRESH_NANOS;

    private final EventDirectory directory;
    private final SegmentWriter writer;
    private final Warehouse warehouse;
    private final Sealer sealer;
    private final Rollup rollup;
    private final ReadWriteLock files = new ReentrantReadWriteLock();
    private final Lock rewriting = new ReentrantLock();
    private volatile boolean kept;
    private volatile long rolledAt = System.nanoTime() - FRESH_NANOS - 1;
    private List<EventFile> visible = List.of();

    /** Reads one row of a result. */
    public interface RowMapper<T> {
        T map(ResultSet row) throws SQLException;
    }

    /** Takes one row of a result. */
    public interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    /** Several statements on one connection over the roll-ups; temporary tables are its own. */
    public static final class Rolled {

        private final Connection connection;

        private Rolled(Connection connection) {
            this.connection = connection;
        }

        public void run(String sql, @Nullable Object... arguments) throws SQLException {
            Warehouse.run(connection, sql, arguments);
        }

        /** Reads row by row without keeping any. */
        public void each(String sql, RowReader reader, @Nullable Object... arguments) throws SQLException {
            Warehouse.each(connection, sql, reader, arguments);
        }

        public <T> List<T> query(String sql, RowMapper<T> mapper, @Nullable Object... arguments) throws SQLException {
            return Warehouse.query(connection, sql, mapper::map, arguments);
        }
    }

    /** Work with {@link Rolled}. */
    public interface RolledWork<T> {
        T run(Rolled rolled) throws SQLException;
    }

    private EventStore(EventDirectory directory, Warehouse warehouse, Clock clock, int sessionMinutes) {
        this.directory = directory;
        this.warehouse = warehouse;
        this.writer = new SegmentWriter(directory, clock);
        this.sealer = new Sealer(directory, warehouse, clock);
        Path file = directory.rollup();
        this.rollup = new Rollup(warehouse, file, sessionMinutes);
    }

    /** @param sessionMinutes inactivity after which a new visit begins */
    public static EventStore open(Path root, Clock clock, int sessionMinutes) {
        EventDirectory directory = new EventDirectory(root);
        Warehouse warehouse = new Warehouse(root);
        EarlierFiles.rewrite(directory, warehouse);
        EventStore store = new EventStore(directory, warehouse, clock, sessionMinutes);
        store.sealer.removeReplaced();
        store.show(directory.sealed());
        store.warehouse.execute(EventSql.sessionsView(sessionMinutes));
        store.warehouse.execute(TraceSql.view());
        return store;
    }

    /** Stores the lines made by {@link EventRow#line}; they are on disk when this returns. */
    public void append(List<String> lines) {
        writer.append(lines);
    }

    /** Queues a line without waiting; false when the queue is full. */
    public boolean offer(String line) {
        return writer.offer(line);
    }

    /** Seals everything stored so far. */
    public synchronized void seal() {
        try {
            sealer.seal(writer.rotate());
            List<EventFile> sealed = directory.sealed();
            if (!sealed.equals(visible)) {
                show(sealed);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot seal events", e);
        }
    }

    /** Seals everything stored so far and reads it into the roll-ups {@code exposure}, {@code purchase}, {@code visit}. */
    public synchronized void rollUp() {
        seal();
        rollup.follow(visible);
        rolledAt = System.nanoTime();
    }

    /** How far the roll-ups have read; the same text means the same events. */
    public String mark() {
        return rollup.marks().toString();
    }

    /** From now on somebody reads new events every few seconds, and queries of the roll-ups leave it to them. */
    void keep() {
        kept = true;
    }

    private boolean stale() {
        long age = System.nanoTime() - rolledAt;
        return kept ? age > KEPT_NANOS : writer.waiting() || age > FRESH_NANOS;
    }

    /**
     * A query of this module over the roll-ups. They are brought up to date first unless somebody does so all the time;
     * what other nodes sealed may be a second behind.
     */
    public <T> List<T> rolled(String sql, RowMapper<T> mapper, @Nullable Object... arguments) {
        if (stale()) {
            rollUp();
        }
        return warehouse.query(sql, mapper::map, arguments);
    }

    /** Several statements over the roll-ups as they are. */
    public <T> T rolling(RolledWork<T> work) {
        return warehouse.with(connection -> work.run(new Rolled(connection)));
    }

    /** Merges small files and leaves out what is needed no more, one run of neighbours at a time, while queries go on. */
    public void compact() {
        rewriting.lock();
        try {
            Optional<Sealer.Rewriting> next = sealer.next();
            while (next.isPresent()) {
                sealer.rewrite(next.get());
                retire();
                next = sealer.next();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot merge event files", e);
        } finally {
            rewriting.unlock();
        }
    }

    /**
     * Removes everything a visitor did from the files of this node and from the roll-ups; only files that hold some of it
     * are written again.
     *
     * @return how many files
     */
    public int erase(String visitor) {
        rewriting.lock();
        try {
            rollUp();
            List<EventFile> touched = sealer.holding(visitor);
            for (EventFile file : touched) {
                sealer.rewriteWithout(file, visitor);
            }
            retire();
            forget(visitor);
            return touched.size();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot rewrite event files", e);
        } finally {
            rewriting.unlock();
        }
    }

    private synchronized void forget(String visitor) {
        rollup.remove(visitor);
    }

    /** How many events of the visitor the files hold, of any node. */
    public long held(String visitor) {
        return query("SELECT count(*) FROM events WHERE visitor = ?", row -> row.getLong(1), visitor)
                .getFirst();
    }

    /** In which browsers the server knew the customer. */
    public List<String> browsersOf(long customer) {
        return query(TraceSql.CUSTOMERS, row -> row.getString(1), Long.toString(customer));
    }

    /** What the visitor did, oldest first, at most 10,000 events. */
    public List<Map<String, Object>> eventsOf(String visitor) {
        return query(
                "SELECT * FROM events WHERE visitor = ? ORDER BY occurred_at LIMIT 10000",
                EventStore::columns,
                visitor);
    }

    private synchronized void retire() {
        files.writeLock().lock();
        try {
            show(directory.sealed());
            sealer.removeReplaced();
        } finally {
            files.writeLock().unlock();
        }
    }

    private void show(List<EventFile> sealed) {
        warehouse.execute(EventSql.eventsView(sealed));
        visible = sealed;
    }

    /** Bytes on disk, sealed and open. */
    public long size() {
        try (var paths = Files.walk(directory.root())) {
            return paths.filter(Files::isRegularFile)
                    .mapToLong(path -> path.toFile().length())
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot measure " + directory.root(), e);
        }
    }

    /** A query of this module over the views {@code events}, {@code sessions} and {@code traces}. */
    public <T> List<T> query(String sql, RowMapper<T> mapper, @Nullable Object... arguments) {
        return reading(connection -> Warehouse.query(connection, sql, mapper::map, arguments));
    }

    /** A query of the analyst: one SELECT, at most 10,000 rows. */
    public List<Map<String, Object>> analyse(String sql) {
        return reading(connection -> {
            try {
                return Warehouse.query(connection, AnalystSql.checked(connection, sql), EventStore::columns);
            } catch (SQLException e) {
                throw new IllegalArgumentException(e.getMessage(), e);
            }
        });
    }

    private <T> T reading(Warehouse.Work<T> work) {
        seal();
        files.readLock().lock();
        try {
            return warehouse.with(connection -> work.run(connection));
        } finally {
            files.readLock().unlock();
        }
    }

    private static Map<String, Object> columns(ResultSet row) throws SQLException {
        ResultSetMetaData meta = row.getMetaData();
        Map<String, Object> columns = new LinkedHashMap<>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            Object value = row.getObject(i);
            if (value != null) {
                columns.put(meta.getColumnLabel(i), value);
            }
        }
        return columns;
    }

    @Override
    public void close() {
        writer.close();
        warehouse.close();
        directory.close();
    }
}
