package yardstick.web.shop;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.VisitorId;
import yardstick.tracking.Tracker;
import yardstick.web.Visit;

/** Reads {@code [{"id","name","at","page","params":{...}}]}; what is malformed is left out. */
final class BeaconEvents {

    private static final int MOST = 100;
    private static final int LONGEST = 200;

    private BeaconEvents() {}

    static List<Tracker.Event> read(byte[] json, VisitorId visitor, Visit visit) {
        List<Tracker.Event> events = new ArrayList<>();
        try (JsonReader reader = Json.createReader(new ByteArrayInputStream(json))) {
            for (JsonValue value : reader.readArray()) {
                if (events.size() < MOST && value instanceof JsonObject object && complete(object)) {
                    events.add(event(object, visitor, visit));
                }
            }
        } catch (JsonException | IllegalStateException | ClassCastException e) {
            return List.of();
        }
        return events;
    }

    private static boolean complete(JsonObject object) {
        return object.get("id") instanceof JsonString id
                && !id.getString().isEmpty()
                && id.getString().length() <= 64
                && object.get("name") instanceof JsonString
                && object.get("at") instanceof JsonNumber;
    }

    private static Tracker.Event event(JsonObject object, VisitorId visitor, Visit visit) {
        return new Tracker.Event(
                object.getString("id"),
                cut(object.getString("name")),
                visitor,
                Instant.ofEpochMilli(object.getJsonNumber("at").longValue()),
                cut(object.getString("page", "")),
                visit.language().tag(),
                "",
                parameters(object.get("params")));
    }

    private static Map<String, Object> parameters(@Nullable JsonValue value) {
        Map<String, Object> parameters = new HashMap<>();
        if (value instanceof JsonObject object) {
            object.forEach((name, each) -> {
                if (name.length() <= 40 && parameters.size() < 25) {
                    switch (each) {
                        case JsonString text -> parameters.put(name, cut(text.getString()));
                        case JsonNumber number -> parameters.put(name, plain(number));
                        default -> {
                            if (each == JsonValue.TRUE || each == JsonValue.FALSE) {
                                parameters.put(name, each == JsonValue.TRUE);
                            }
                        }
                    }
                }
            });
        }
        return parameters;
    }

    private static Object plain(JsonNumber number) {
        return number.isIntegral() ? (Object) number.longValue() : (Object) number.doubleValue();
    }

    private static String cut(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }
}
