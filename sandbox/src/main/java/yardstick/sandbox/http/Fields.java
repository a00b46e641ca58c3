package yardstick.sandbox.http;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads typed fields of a JSON body; what is missing or of the wrong type is a {@link BadRequest} naming the field. */
public record Fields(JsonObject object) {

    private static final Set<String> WEB = Set.of("http", "https");

    public String text(String name) {
        String value = textOr(name, null);
        if (value == null || value.isBlank()) {
            throw new BadRequest("missing_" + name);
        }
        return value;
    }

    public @Nullable String textOr(String name, @Nullable String fallback) {
        JsonValue value = object.get(name);
        if (value == null || value == JsonValue.NULL) {
            return fallback;
        }
        if (value instanceof JsonString string) {
            return string.getString();
        }
        throw new BadRequest("invalid_" + name);
    }

    public String url(String name) {
        String text = text(name);
        try {
            if (WEB.contains(URI.create(text).getScheme())) {
                return text;
            }
        } catch (IllegalArgumentException e) {
            throw new BadRequest("invalid_" + name, e);
        }
        throw new BadRequest("invalid_" + name);
    }

    public long positive(String name) {
        long value = number(name, 0);
        if (value <= 0) {
            throw new BadRequest("invalid_" + name);
        }
        return value;
    }

    public long number(String name, long fallback) {
        JsonValue value = object.get(name);
        if (value == null || value == JsonValue.NULL) {
            return fallback;
        }
        if (value instanceof JsonNumber number && number.isIntegral()) {
            try {
                return number.longValueExact();
            } catch (ArithmeticException e) {
                throw new BadRequest("invalid_" + name, e);
            }
        }
        throw new BadRequest("invalid_" + name);
    }

    public double fraction(String name, double fallback) {
        JsonValue value = object.get(name);
        if (value == null || value == JsonValue.NULL) {
            return fallback;
        }
        if (value instanceof JsonNumber number && number.doubleValue() >= 0 && number.doubleValue() <= 1) {
            return number.doubleValue();
        }
        throw new BadRequest("invalid_" + name);
    }
}
