package yardstick.catalog.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import yardstick.catalog.feed.Preview.Change;
import yardstick.catalog.feed.Preview.Packs;
import yardstick.catalog.feed.Preview.Pattern;

/** What became of every row of a file; the counts add up to {@code rows}. */
final class ImportReport {

    private static final int LISTED_ERRORS = 1_000;

    private final String file;
    private final String supplier;
    private final boolean dryRun;
    private final Map<String, Long> skipped = new TreeMap<>();
    private final List<RowError> errorRows = new ArrayList<>();
    private List<String> ignoredColumns = List.of();
    private List<Change> changes = List.of();
    private Packs packs = new Packs(0, 0, List.of());
    private Counts counts = new Counts(0, 0, 0, 0);
    private long rows;
    private long errors;

    /** Rows by what they did; {@code merged} rows only confirmed another row of the same code. */
    record Counts(long created, long updated, long unchanged, long merged) {}

    ImportReport(String file, String supplier, boolean dryRun) {
        this.file = file;
        this.supplier = supplier;
        this.dryRun = dryRun;
    }

    void ignoredColumns(List<String> names) {
        ignoredColumns = List.copyOf(names);
    }

    void changes(List<Change> found) {
        changes = List.copyOf(found);
    }

    void packs(Packs found) {
        packs = found;
    }

    void row() {
        rows++;
    }

    long rows() {
        return rows;
    }

    void skip(String reason, long count) {
        skipped.merge(reason, count, Long::sum);
    }

    /** @param count rows that share this error */
    void error(RowError error, long count) {
        errors += count;
        if (errorRows.size() < LISTED_ERRORS) {
            errorRows.add(error);
        }
    }

    long errors() {
        return errors;
    }

    void counts(Counts found) {
        counts = found;
    }

    String json(double seconds) {
        return "{" + pair("file", quote(file)) + "," + pair("supplier", quote(supplier)) + ","
                + pair("dry_run", Boolean.toString(dryRun)) + "," + pair("rows", rows) + ","
                + pair("created", counts.created()) + "," + pair("updated", counts.updated()) + ","
                + pair("unchanged", counts.unchanged()) + "," + pair("merged", counts.merged()) + ","
                + pair("skipped", skippedJson()) + "," + pair("errors", errors) + ","
                + pair("error_rows", errorRows.stream().map(ImportReport::json).collect(list())) + ","
                + pair(
                        "ignored_columns",
                        ignoredColumns.stream().map(ImportReport::quote).collect(list())) + ","
                + pair("seconds", String.format(Locale.ROOT, "%.1f", seconds)) + ","
                + pair("pack_sizes", packs.stated()) + "," + pair("pack_sizes_read", packs.read()) + ","
                + pair(
                        "pack_sizes_unread",
                        packs.unread().stream().map(ImportReport::json).collect(list()))
                + "," + pair("changes", changes.stream().map(ImportReport::json).collect(list())) + "}";
    }

    private String skippedJson() {
        return skipped.entrySet().stream()
                .map(entry -> pair(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static java.util.stream.Collector<CharSequence, ?, String> list() {
        return Collectors.joining(",", "[", "]");
    }

    private static String json(Pattern unread) {
        return "{" + pair("pattern", quote(unread.pattern())) + "," + pair("rows", unread.rows()) + ","
                + pair("example", quote(unread.example())) + "}";
    }

    private static String json(Change change) {
        return "{" + pair("code", quote(change.code())) + "," + pair("column", quote(change.column())) + ","
                + pair("before", quote(change.before())) + "," + pair("after", quote(change.after())) + "}";
    }

    private static String json(RowError error) {
        return "{" + pair("line", error.line()) + "," + pair("column", quote(error.column())) + ","
                + pair("value", quote(error.value())) + "," + pair("reason", quote(error.reason())) + "}";
    }

    private static String pair(String name, Object json) {
        return quote(name) + ":" + json;
    }

    /** A JSON string literal (RFC 8259). */
    static String quote(String text) {
        StringBuilder json = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                default -> {
                    if (c < ' ' || Character.isSurrogate(c) && !paired(text, i)) {
                        json.append(String.format(Locale.ROOT, "\\u%04x", c < ' ' ? (int) c : 0xfffd));
                    } else {
                        json.append(c);
                    }
                }
            }
        }
        return json.append('"').toString();
    }

    private static boolean paired(String text, int index) {
        return Character.isHighSurrogate(text.charAt(index))
                ? index + 1 < text.length() && Character.isLowSurrogate(text.charAt(index + 1))
                : index > 0 && Character.isHighSurrogate(text.charAt(index - 1));
    }
}
