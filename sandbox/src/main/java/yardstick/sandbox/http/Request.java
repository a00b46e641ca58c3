package yardstick.sandbox.http;

import static yardstick.sandbox.json.Documents.JSON;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request as a handler sees it.
 *
 * @param headers names in lower case, first value of each
 * @param variables values of the route's {@code {names}}
 */
public record Request(
        String method,
        String path,
        String query,
        Map<String, String> headers,
        Map<String, String> variables,
        byte[] body) {

    public @Nullable String header(String name) {
        return headers.get(name);
    }

    public String variable(String name) {
        String value = variables.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the route has no {" + name + "}");
        }
        return value;
    }

    public String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The body as a JSON object; an empty body is an empty object. */
    public JsonObject json() {
        if (body.length == 0) {
            return JsonObject.EMPTY_JSON_OBJECT;
        }
        try (JsonReader reader = JSON.createReader(new ByteArrayInputStream(body))) {
            return reader.readObject();
        } catch (JsonException | IllegalStateException e) {
            throw new BadRequest("malformed_json", e);
        }
    }

    /** The body as an HTML form. */
    public Map<String, String> form() {
        return pairs(bodyText());
    }

    public Map<String, String> parameters() {
        return pairs(query);
    }

    private static Map<String, String> pairs(String text) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String pair : text.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                pairs.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return pairs;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new BadRequest("malformed_encoding", e);
        }
    }
}
