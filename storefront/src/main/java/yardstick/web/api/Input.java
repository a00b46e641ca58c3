package yardstick.web.api;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.HashMap;
import java.util.Map;

/** Values of a JSON body; what is absent or of another type reads as -1, empty or none. */
final class Input {

    private Input() {}

    static long whole(JsonObject object, String name) {
        if (object.get(name) instanceof JsonNumber number && number.isIntegral()) {
            try {
                return number.longValueExact();
            } catch (ArithmeticException e) {
                return -1;
            }
        }
        return -1;
    }

    /** Too large to be meant is handed on as too large, for the cart to refuse. */
    static int quantity(JsonObject object) {
        return (int) Math.min(whole(object, "quantity"), Integer.MAX_VALUE);
    }

    static String text(JsonObject object, String name) {
        return object.get(name) instanceof JsonString string ? string.getString() : "";
    }

    static Map<String, String> texts(JsonObject object, String name) {
        Map<String, String> texts = new HashMap<>();
        if (object.get(name) instanceof JsonObject nested) {
            for (Map.Entry<String, JsonValue> entry : nested.entrySet()) {
                if (entry.getValue() instanceof JsonString string) {
                    texts.put(entry.getKey(), string.getString());
                }
            }
        }
        return texts;
    }
}
