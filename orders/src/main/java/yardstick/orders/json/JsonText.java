package yardstick.orders.json;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.Map;

/** Objects to and from JSON text. */
public final class JsonText {

    private static final JsonProvider JSON = JsonProvider.provider();

    private JsonText() {}

    public static JsonObjectBuilder object() {
        return JSON.createObjectBuilder();
    }

    public static JsonArrayBuilder array() {
        return JSON.createArrayBuilder();
    }

    public static String of(Map<String, String> values) {
        JsonObjectBuilder object = object();
        values.forEach(object::add);
        return object.build().toString();
    }

    /** @throws jakarta.json.JsonException when the text is not one JSON object */
    public static JsonObject parse(String text) {
        try (var reader = JSON.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    /** @throws jakarta.json.JsonException when the text is not one JSON array */
    public static JsonArray array(String text) {
        try (var reader = JSON.createReader(new StringReader(text))) {
            return reader.readArray();
        }
    }

    /** The members as text, in order. */
    public static Map<String, String> strings(String text) {
        return strings(parse(text));
    }

    /** The members as text, in order. */
    public static Map<String, String> strings(JsonObject object) {
        Map<String, String> values = new LinkedHashMap<>();
        object.forEach((name, value) -> values.put(name, plain(value)));
        return values;
    }

    private static String plain(JsonValue value) {
        return value instanceof JsonString string ? string.getString() : value.toString();
    }
}
