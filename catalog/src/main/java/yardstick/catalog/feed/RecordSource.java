package yardstick.catalog.feed;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Records that name their fields one by one (JSON, XML): read once for the names, then again for the values, so that
 * nothing needs to be kept.
 */
final class RecordSource implements RowSource {

    private static final int MOST_COLUMNS = 500;

    /** Opens the same file twice. */
    interface Opening {
        Records open() throws IOException;
    }

    /** One pass over a file. */
    interface Records {

        /** What the records are read from; closing it ends the pass. */
        FileBytes bytes();

        /** Fields of the next record by name, or null after the last one. */
        @Nullable Map<String, String> next() throws IOException;
    }

    private final Records records;
    private final List<String> names;
    private @Nullable Map<String, String> next;
    private long line;

    RecordSource(Opening opening) throws IOException {
        Set<String> found = new LinkedHashSet<>();
        Records first = opening.open();
        try (FileBytes _ = first.bytes()) {
            for (Map<String, String> row = first.next(); row != null; row = first.next()) {
                found.addAll(row.keySet());
                if (found.size() > MOST_COLUMNS) {
                    throw new IllegalArgumentException("The file has more than " + MOST_COLUMNS + " fields.");
                }
            }
        }
        if (found.isEmpty()) {
            throw new IllegalArgumentException("The file has no records.");
        }
        names = List.copyOf(found);
        records = opening.open();
        next = records.next();
    }

    @Override
    public List<String> names() {
        return names;
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public Row next() {
        Map<String, String> row = Objects.requireNonNull(next);
        List<String> fields = new ArrayList<>(names.size());
        names.forEach(name -> fields.add(row.getOrDefault(name, "")));
        try {
            next = records.next();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return Row.of(++line, fields);
    }

    @Override
    public double share() {
        return records.bytes().share();
    }

    @Override
    public String digest() {
        return records.bytes().digest();
    }

    @Override
    public void close() throws IOException {
        records.bytes().close();
    }
}
