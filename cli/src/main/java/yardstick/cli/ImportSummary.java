package yardstick.cli;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Map;
import java.util.stream.Collectors;

/** The report of an import for a person: counts, and the first rows of every list. */
final class ImportSummary {

    private static final int ROWS_SHOWN = 10;

    private ImportSummary() {}

    static String of(JsonObject report) {
        StringBuilder text = new StringBuilder();
        report.forEach((key, value) -> {
            String label = key.replace('_', ' ');
            if (value instanceof JsonArray list) {
                if (!list.isEmpty()) {
                    rows(text.append(label).append(":\n"), list);
                }
            } else if (value instanceof JsonObject counts) {
                if (!counts.isEmpty()) {
                    text.append(label).append(": ").append(fields(counts)).append('\n');
                }
            } else {
                text.append(label).append(": ").append(plain(value)).append('\n');
            }
        });
        return text.toString();
    }

    private static void rows(StringBuilder text, JsonArray list) {
        list.stream()
                .limit(ROWS_SHOWN)
                .forEach(row -> text.append("  ")
                        .append(row instanceof JsonObject object ? fields(object) : plain(row))
                        .append('\n'));
        if (list.size() > ROWS_SHOWN) {
            text.append("  and ").append(list.size() - ROWS_SHOWN).append(" more; --json prints all\n");
        }
    }

    private static String fields(JsonObject object) {
        return object.entrySet().stream()
                .filter(field -> !plain(field.getValue()).isEmpty())
                .map(ImportSummary::field)
                .collect(Collectors.joining(", "));
    }

    private static String field(Map.Entry<String, JsonValue> field) {
        return field.getKey().replace('_', ' ') + ' ' + plain(field.getValue());
    }

    private static String plain(JsonValue value) {
        return value instanceof JsonString string ? string.getString() : value.toString();
    }
}
