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
import java.util.List;

/**
 * Turns segments into Parquet and small Parquet files into larger ones. A segment is deleted after its Parquet is in
 * place; when a crash comes in between, the number in the Parquet's name tells that the segment is done.
 */
final class Sealer {

    private static final long GROUP_BYTES = 64L << 20;
    private static final long LARGE = 32L << 20;
    private static final long MERGED = 256L << 20;
    private static final int MANY = 64;

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
        List<EventFile> waiting = new ArrayList<>();
        List<EventFile> sealed = directory.sealed();
        for (EventFile segment : directory.segments()) {
            if (segment.first() >= below) {
                continue;
            }
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
        EventFile target = directory.target(
                segments.getFirst().day(),
                segments.getFirst().first(),
                segments.getLast().last());
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

    /**
     * Finds the next neighbours worth merging: all of a day that is over, or many small ones of today. Only
     * neighbours, because the merged file's range retires everything in between.
     */
    List<EventFile> mergeable() throws IOException {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        List<EventFile> run = new ArrayList<>();
        long bytes = 0;
        for (EventFile file : directory.sealed()) {
            if (!file.node().equals(directory.node())) {
                continue;
            }
            long size = Files.size(file.path());
            boolean neighbour = !run.isEmpty() && run.getLast().day().equals(file.day());
            if (size > LARGE || !neighbour || bytes + size > MERGED) {
                if (enough(run, today)) {
                    return run;
                }
                run = new ArrayList<>();
                bytes = 0;
            }
            if (size <= LARGE) {
                run.add(file);
                bytes += size;
            }
        }
        return enough(run, today) ? run : List.of();
    }

    private static boolean enough(List<EventFile> run, LocalDate today) {
        return run.size() >= MANY || (run.size() > 1 && run.getFirst().day().isBefore(today));
    }

    /** Writes the merged file; the parts stay until {@link #removeReplaced()}. */
    void merge(List<EventFile> parts) throws IOException {
        Path temporary = directory.temporary("merge");
        Files.deleteIfExists(temporary);
        warehouse.execute(EventSql.merge(parts, Warehouse.literal(temporary)));
        directory.publish(
                temporary,
                directory.target(
                        parts.getFirst().day(),
                        parts.getFirst().first(),
                        parts.getLast().last()));
    }

    void removeReplaced() {
        for (EventFile file : directory.replaced()) {
            try {
                Files.deleteIfExists(file.path());
            } catch (IOException e) {
                throw new UncheckedIOException("cannot delete " + file.path(), e);
            }
        }
    }
}
