package yardstick.tracking.store;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of the store and what its name says: the node that wrote it and the numbers of the segments it holds. A
 * sealed file whose range lies within that of another one of the same node and day has been replaced by it, so that
 * one atomic rename publishes a merged file and retires its parts.
 *
 * @param rank a file rewritten as it is has the next higher one; odd ones hold no ids of events
 */
record EventFile(Path path, String node, long first, long last, LocalDate day, int rank) {

    static final int FRESH = 0;

    private static final Pattern SEGMENT = Pattern.compile("(n\\d+)-(\\d{12})-(\\d{4}-\\d\\d-\\d\\d)\\.jsonl");
    private static final Pattern SEALED = Pattern.compile("(n\\d+)-(\\d{12})-(\\d{12})(?:-(\\d{1,9}))?\\.parquet");
    private static final String DAY = "day=";

    static Optional<EventFile> segment(Path path) {
        Matcher name = SEGMENT.matcher(path.getFileName().toString());
        if (!name.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(name.group(2));
        return Optional.of(new EventFile(path, name.group(1), number, number, LocalDate.parse(name.group(3)), FRESH));
    }

    static Optional<EventFile> sealed(Path path) {
        Matcher name = SEALED.matcher(path.getFileName().toString());
        String folder = String.valueOf(path.getName(path.getNameCount() - 2));
        if (!name.matches() || !folder.startsWith(DAY)) {
            return Optional.empty();
        }
        return Optional.of(new EventFile(
                path,
                name.group(1),
                Long.parseLong(name.group(2)),
                Long.parseLong(name.group(3)),
                LocalDate.parse(folder.substring(DAY.length())),
                name.group(4) == null ? FRESH : Integer.parseInt(name.group(4))));
    }

    static String segmentName(String node, long number, LocalDate day) {
        return String.format(Locale.ROOT, "%s-%012d-%s.jsonl", node, number, day);
    }

    static String sealedName(String node, long first, long last, int rank) {
        String suffix = rank == FRESH ? "" : "-" + rank;
        return String.format(Locale.ROOT, "%s-%012d-%012d%s.parquet", node, first, last, suffix);
    }

    static String folder(LocalDate day) {
        return DAY + day;
    }

    /** True when the ids of events were left out because no copy of them can come any more. */
    boolean settled() {
        return rank % 2 == 1;
    }

    /** True when the other file holds everything this one holds. */
    boolean within(EventFile other) {
        return node.equals(other.node)
                && day.equals(other.day)
                && other.first <= first
                && last <= other.last
                && rank <= other.rank;
    }
}
