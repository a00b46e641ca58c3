package yardstick.web.admin;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import yardstick.catalog.ImportDesk;
import yardstick.catalog.ImportDesk.Columns;
import yardstick.catalog.ImportDesk.Failure;
import yardstick.catalog.ImportDesk.Run;
import yardstick.web.admin.JobPage.JobView;

/** An import of goods as its page shows it. */
public final class GoodsImport {

    private GoodsImport() {}

    /**
     * The page of one import.
     *
     * @param columns the file's columns while they can still be chosen
     * @param job progress of the step that runs
     */
    public record ImportView(
            Run run,
            @Nullable Columns columns,
            List<String> targets,
            @Nullable JobView job,
            Summary summary,
            List<Failure> failures,
            Form form,
            String currency) {}

    /** What the report says, ready to show. */
    public record Summary(
            boolean present,
            List<Count> counts,
            List<List<String>> changes,
            List<List<String>> packs,
            List<String> ignored,
            Map<String, Long> skipped,
            long restored,
            long kept) {

        public long count(String key) {
            return counts.stream()
                    .filter(each -> each.key().equals(key))
                    .mapToLong(Count::number)
                    .findFirst()
                    .orElse(0);
        }
    }

    /** A number of the report. */
    public record Count(String key, long number) {}

    /** One of the five steps a merchant goes through, and where this import is. */
    public record Step(String key, boolean current, boolean done) {}

    public static List<Step> steps(ImportDesk.State state) {
        int at = switch (state) {
            case MAPPING -> 1;
            case COMPARING, COMPARED, FAILED, CANCELLED -> 2;
            case APPLYING -> 3;
            case APPLIED, UNDOING, UNDONE -> 4;
        };
        List<Step> steps = new ArrayList<>();
        List<String> keys = List.of("file", "columns", "check", "import", "result");
        for (int i = 0; i < keys.size(); i++) {
            steps.add(new Step(keys.get(i), i == at, i < at));
        }
        return steps;
    }

    static Summary summary(@Nullable String report) {
        JsonObject json = parsed(report);
        List<Count> counts = new ArrayList<>();
        for (String key : List.of("rows", "created", "updated", "unchanged", "merged", "errors")) {
            counts.add(new Count(key, json.getInt(key, 0)));
        }
        Map<String, Long> skipped = new java.util.TreeMap<>();
        if (json.get("skipped") instanceof JsonObject reasons) {
            reasons.forEach((key, value) -> skipped.put(key, Long.parseLong(value.toString())));
        }
        return new Summary(
                json.containsKey("rows"),
                counts,
                table(json, "changes", "code", "column", "before", "after"),
                table(json, "pack_sizes_unread", "pattern", "rows", "example"),
                json.get("ignored_columns") instanceof JsonArray list
                        ? list.stream().map(GoodsImport::text).toList()
                        : List.of(),
                skipped,
                json.getInt("restored", 0),
                json.getInt("kept", 0));
    }

    private static List<List<String>> table(JsonObject json, String key, String... columns) {
        if (!(json.get(key) instanceof JsonArray rows)) {
            return List.of();
        }
        return rows.stream()
                .map(row -> List.of(columns).stream()
                        .map(column -> text(row.asJsonObject().get(column)))
                        .toList())
                .toList();
    }

    private static JsonObject parsed(@Nullable String report) {
        if (report == null) {
            return JsonValue.EMPTY_JSON_OBJECT;
        }
        try (JsonReader reader = Json.createReader(new StringReader(report))) {
            return reader.readObject();
        } catch (JsonException e) {
            return JsonValue.EMPTY_JSON_OBJECT;
        }
    }

    private static String text(@Nullable JsonValue value) {
        if (value == null) {
            return "";
        }
        return value instanceof JsonString string ? string.getString() : value.toString();
    }

    /** A value short enough for a table. */
    public static String sample(String value) {
        String line = value.strip().replaceAll("\\s+", " ");
        return line.length() > 60 ? line.substring(0, 60) + "…" : line;
    }

    /** The attribute a column would become when it is kept as one. */
    public static String attribute(String header) {
        String name = header.strip();
        return name.toLowerCase(java.util.Locale.ROOT).startsWith("attr:") ? name : "attr:" + name;
    }
}
