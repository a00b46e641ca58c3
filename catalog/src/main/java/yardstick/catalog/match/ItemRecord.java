package yardstick.catalog.match;

import java.util.LinkedHashMap;
import java.util.Map;

/** A record of one source: column to text, in the order of the source. */
record ItemRecord(Map<String, String> fields) {

    /** {@code COL name VAL text COL price VAL 9.99}. */
    static ItemRecord parse(String line) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String part : line.split("(?:^|\\s)COL\\s")) {
            int cut = part.indexOf(" VAL");
            if (cut >= 0) {
                fields.put(
                        part.substring(0, cut).strip(), part.substring(cut + 4).strip());
            }
        }
        return new ItemRecord(fields);
    }

    String text(String field) {
        return fields.getOrDefault(field, "");
    }
}
