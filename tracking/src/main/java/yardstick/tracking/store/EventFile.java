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
 */
record EventFile(Path path, String node, long first, long last, LocalDate day) {

    private static final Pattern SEGMENT = Pattern.compile("(n\\d+)-(\\d{12})-(\\d{4}-\\d\\d-\\d\\d)\\.jsonl");
    private static final Pattern SEALED = Pattern.compile("(n\\d+)-(\\d{12})-(\\d{12})\\.parquet");
    private static final String DAY = "day=";

    static Optional<EventFile> segment(Path path) {
        Matcher name = SEGMENT.matcher(path.getFileName().toString());
        if (!name.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(name.group(2));
        return Optional.of(new EventFile(path, name.group(1), number, number, LocalDate.parse(name.group(3))));
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
                LocalDate.parse(folder.substring(DAY.length()))));
    }

    static String segmentName(String node, long number, LocalDate day) {
        return String.format(Locale.ROOT, "%s-%012d-%s.jsonl", node, number, day);
    }

    static String sealedName(String node, long first, long last) {
        return String.format(Locale.ROOT, "%s-%012d-%012d.parquet", node, first, last);
    }

    static String folder(LocalDate day) {
        return DAY + day;
    }

    /** True when the other file holds everything this one holds. */
    boolean within(EventFile other) {
        return node.equals(other.node) && day.equals(other.day) && other.first <= first && last <= other.last;
    }
}
