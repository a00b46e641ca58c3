package yardstick.tracking.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Turns segments into Parquet and small Parquet files into larger ones. A segment is deleted after its Parquet is in
 * place; when a crash comes in between, the number in the Parquet's name tells that the segment is done.
 */
final class Sealer {

    private static final long GROUP_BYTES = 64L << 20;
    private static final long LARGE = 32L << 20;
    private static final long MERGED = 256L << 20;
    private static final int MANY = 64;

    /** Days after which the intake refuses every copy of what was received on a day. */
    private static final int LATEST_COPY = 8;

    private final EventDirectory directory;
    private final Warehouse warehouse;
    private final Clock clock;

    Sealer(EventDirectory directory, Warehouse warehouse, Clock clock) {
        this.directory = directory;
        this.warehouse = warehouse;
        this.clock = clock;
    }

    /** Seals the segments with a number below the given one, all of which must be complete. */
    void seal(long below) throws IOException {
        List<EventFile> complete = directory.segments().stream()
                .filter(segment -> segment.first() < below)
                .toList();
        if (complete.isEmpty()) {
            return;
        }
        List<EventFile> waiting = new ArrayList<>();
        List<EventFile> sealed = directory.sealed();
        for (EventFile segment : complete) {
            if (sealed.stream().anyMatch(segment::within)) {
                Files.deleteIfExists(segment.path());
            } else {
                waiting.add(segment);
            }
        }
        for (List<EventFile> group : groups(waiting)) {
            sealGroup(group);
        }
    }

    private static List<List<EventFile>> groups(List<EventFile> segments) throws IOException {
        List<List<EventFile>> groups = new ArrayList<>();
        LocalDate day = LocalDate.EPOCH;
        long bytes = 0;
        for (EventFile segment : segments) {
            long size = Files.size(segment.path());
            if (!segment.day().equals(day) || bytes + size > GROUP_BYTES) {
                groups.add(new ArrayList<>());
                bytes = 0;
            }
            groups.getLast().add(segment);
            day = segment.day();
            bytes += size;
        }
        return groups;
    }

    private void sealGroup(List<EventFile> segments) throws IOException {
        for (EventFile segment : segments) {
            EventDirectory.cutTornLine(segment.path());
        }
        EventFile target = directory.target(segments, EventFile.FRESH);
        Path temporary = directory.temporary("seal");
        Files.deleteIfExists(temporary);
        warehouse.with(connection -> {
            write(connection, segments, temporary);
            return true;
        });
        directory.publish(temporary, target);
        for (EventFile segment : segments) {
            Files.deleteIfExists(segment.path());
        }
    }

    /** An earlier copy of an event was received after the event occurred, which bounds the days to look at. */
    private void write(Connection connection, List<EventFile> segments, Path target) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(EventSql.fresh(segments));
            LocalDate oldest = Warehouse.query(
                            connection,
                            "SELECT coalesce(min(occurred_at), make_timestamp(0))::DATE FROM fresh",
                            row -> row.getObject(1, LocalDate.class))
                    .getFirst()
                    .minusDays(1);
            List<EventFile> earlier = directory.sealed().stream()
                    .filter(file -> !file.day().isBefore(oldest))
                    .toList();
            statement.execute(EventSql.seal(earlier, Warehouse.literal(target)));
        }
    }

    /** What to do next with files of this node; empty when all is as it should be. */
    Optional<Rewriting> next() throws IOException {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        List<EventFile> own = directory.sealed().stream()
                .filter(file -> file.node().equals(directory.node()) && !file.settled())
                .toList();
        List<EventFile> old = own.stream()
                .filter(file -> file.day().isBefore(today.minusDays(LATEST_COPY)))
                .toList();
        List<EventFile> settling = old.isEmpty() ? List.of() : runs(old, MERGED).getFirst();
        if (!settling.isEmpty()) {
            return Optional.of(new Rewriting(settling, true));
        }
        return runs(own, LARGE).stream()
                .filter(run -> run.size() >= MANY
                        || (run.size() > 1 && run.getFirst().day().isBefore(today)))
                .findFirst()
                .map(run -> new Rewriting(run, false));
    }

    /** Neighbours of one day that together make a file of good size; only neighbours, because the file's range retires what is in between. */
    private static List<List<EventFile>> runs(List<EventFile> files, long large) throws IOException {
        List<List<EventFile>> runs = new ArrayList<>();
        long bytes = 0;
        EventFile before = null;
        for (EventFile file : files) {
            long size = Files.size(file.path());
            boolean neighbour = before != null && before.day().equals(file.day());
            if (runs.isEmpty() || !neighbour || size > large || bytes + size > MERGED) {
                runs.add(new ArrayList<>());
                bytes = 0;
            }
            runs.getLast().add(file);
            bytes = size > large ? MERGED : bytes + size;
            before = file;
        }
        return runs;
    }

    /** Writes the new file; the parts stay until {@link #removeReplaced()}. */
    void rewrite(Rewriting rewriting) throws IOException {
        List<EventFile> parts = rewriting.parts();
        int rank = parts.stream().mapToInt(EventFile::rank).max().orElse(EventFile.FRESH);
        Path temporary = directory.temporary("merge");
        Files.deleteIfExists(temporary);
        warehouse.execute(EventSql.merge(parts, Warehouse.literal(temporary), rewriting.settled()));
        directory.publish(temporary, directory.target(parts, rewriting.settled() ? rank + 1 : rank));
    }

    /** Files of this node that hold events of the visitor. */
    List<EventFile> holding(String visitor) {
        List<EventFile> own = directory.sealed().stream()
                .filter(file -> file.node().equals(directory.node()))
                .toList();
        if (own.isEmpty()) {
            return List.of();
        }
        Set<String> names = new HashSet<>(warehouse.query(
                "SELECT DISTINCT filename FROM read_parquet(" + Warehouse.literals(own)
                        + ", hive_partitioning = false, filename = true) WHERE visitor = ?",
                row -> row.getString(1),
                visitor));
        return own.stream()
                .filter(file ->
                        names.contains(file.path().toAbsolutePath().normalize().toString()))
                .toList();
    }

    /** Writes the file again without what the visitor did. */
    void rewriteWithout(EventFile file, String visitor) throws IOException {
        Path temporary = directory.temporary("erase");
        Files.deleteIfExists(temporary);
        String quoted = "'" + visitor.replace("'", "''") + "'";
        warehouse.execute(EventSql.without(file, Warehouse.literal(temporary), quoted));
        directory.publish(temporary, directory.target(List.of(file), file.rank() + 2));
    }

    /** @param settled leave out the ids of events */
    record Rewriting(List<EventFile> parts, boolean settled) {}

    void removeReplaced() {
        for (EventFile file : directory.replaced()) {
            try {
                directory.remove(file);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot delete " + file.path(), e);
            }
        }
    }
}
