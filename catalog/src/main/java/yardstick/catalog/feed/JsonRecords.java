package yardstick.catalog.feed;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Objects of a JSON array, of the first array inside an object, or one object per line. */
final class JsonRecords implements RecordSource.Records {

    private static final long LARGEST_RECORD = 4L << 20;
    private static final List<String> ATTRIBUTES = List.of("attributes", "attrs", "specifications", "specs", "属性");

    private final FileBytes bytes;
    private final BufferedReader text;
    private final @Nullable JsonParser parser;

    private JsonRecords(FileBytes bytes, BufferedReader text, @Nullable JsonParser parser) {
        this.bytes = bytes;
        this.text = text;
        this.parser = parser;
    }

    static RecordSource open(Path file) throws IOException {
        return new RecordSource(() -> {
            FileBytes bytes = FileBytes.open(file);
            try {
                bytes.allow(LARGEST_RECORD);
                InputStream plain = Sources.plain(new BufferedInputStream(bytes, 1 << 13));
                BufferedReader text = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8), 1 << 15);
                return new JsonRecords(bytes, text, lines(text) ? null : toRecords(Json.createParser(text)));
            } catch (JsonException e) {
                bytes.close();
                throw broken(e);
            } catch (IOException | RuntimeException e) {
                bytes.close();
                throw e;
            }
        });
    }

    /** True when the first line is an object of its own and another one follows. */
    private static boolean lines(BufferedReader text) throws IOException {
        text.mark(1 << 15);
        char[] start = new char[(1 << 15) - 1];
        int length = Math.max(0, text.read(start));
        text.reset();
        String[] lines = new String(start, 0, length).strip().split("\n", 3);
        return lines.length > 1
                && lines[0].startsWith("{")
                && lines[0].stripTrailing().endsWith("}")
                && lines[1].startsWith("{");
    }

    /** Stands on the first array with objects. */
    private static JsonParser toRecords(JsonParser parser) {
        while (parser.hasNext()) {
            if (parser.next() == Event.START_ARRAY) {
                return parser;
            }
        }
        throw new IllegalArgumentException("The file has no list of records.");
    }

    private static IllegalArgumentException broken(JsonException e) {
        return new IllegalArgumentException("The file is not valid JSON: " + e.getMessage(), e);
    }

    @Override
    public @Nullable Map<String, String> next() throws IOException {
        bytes.allow(LARGEST_RECORD);
        try {
            return parser == null ? nextLine() : nextObject(parser);
        } catch (IllegalArgumentException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            throw new IllegalArgumentException("The file is not valid JSON: " + e.getMessage(), e);
        }
    }

    private static @Nullable Map<String, String> nextObject(JsonParser parser) {
        while (parser.hasNext()) {
            Event event = parser.next();
            if (event == Event.START_OBJECT) {
                return flat(parser.getObject());
            }
            if (event == Event.START_ARRAY) {
                skip(parser);
            } else if (event == Event.END_ARRAY) {
                return null;
            }
        }
        return null;
    }

    /** To the end of the array just begun; the parser's own way never ends in a file that does. */
    private static void skip(JsonParser parser) {
        int depth = 1;
        while (depth > 0 && parser.hasNext()) {
            Event event = parser.next();
            depth += event == Event.START_ARRAY ? 1 : 0;
            depth -= event == Event.END_ARRAY ? 1 : 0;
        }
    }

    private @Nullable Map<String, String> nextLine() throws IOException {
        String line = text.readLine();
        while (line != null && line.isBlank()) {
            line = text.readLine();
        }
        if (line == null) {
            return null;
        }
        try (JsonReader reader = Json.createReader(new StringReader(line))) {
            return flat(reader.readObject());
        }
    }

    private static Map<String, String> flat(JsonObject object) {
        Map<String, String> fields = new LinkedHashMap<>();
        object.forEach((name, value) -> {
            boolean attributes = ATTRIBUTES.contains(name.toLowerCase(java.util.Locale.ROOT));
            if (value instanceof JsonObject nested) {
                nested.forEach((key, inner) -> put(fields, (attributes ? Column.ATTRIBUTE : name + ".") + key, inner));
            } else if (value instanceof JsonArray list && attributes) {
                list.forEach(each -> named(fields, each));
            } else {
                put(fields, name, value);
            }
        });
        return fields;
    }

    /** {@code {"name": "Material", "value": "Cotton"}}. */
    private static void named(Map<String, String> fields, JsonValue pair) {
        if (pair instanceof JsonObject object && object.containsKey("name") && object.containsKey("value")) {
            String name = text(object.get("name"));
            if (name != null && !name.isBlank()) {
                put(fields, Column.ATTRIBUTE + name, object.get("value"));
            }
        }
    }

    private static void put(Map<String, String> fields, String name, @Nullable JsonValue value) {
        String text = text(value);
        if (text != null) {
            fields.putIfAbsent(name, text);
        }
    }

    /** Lists of plain values are joined by a comma; lists of objects say nothing that a column could hold. */
    private static @Nullable String text(@Nullable JsonValue value) {
        if (value == null) {
            return null;
        }
        return switch (value.getValueType()) {
            case NULL -> "";
            case STRING -> ((JsonString) value).getString();
            case TRUE, FALSE -> value.toString();
            case NUMBER -> number(value.toString());
            case ARRAY -> {
                List<String> parts = new ArrayList<>();
                for (JsonValue each : value.asJsonArray()) {
                    if (each instanceof JsonObject || each instanceof JsonArray) {
                        yield null;
                    }
                    String part = text(each);
                    parts.add(part == null ? "" : part);
                }
                yield String.join(", ", parts);
            }
            case OBJECT -> null;
        };
    }

    private static String number(String text) {
        if (text.length() > 30) {
            return text;
        }
        BigDecimal number = new BigDecimal(text);
        return Math.abs((long) number.scale()) > 30 ? text : number.toPlainString();
    }

    @Override
    public FileBytes bytes() {
        return bytes;
    }
}
