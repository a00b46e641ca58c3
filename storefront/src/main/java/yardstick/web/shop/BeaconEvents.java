package yardstick.web.shop;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.VisitorId;
import yardstick.tracking.Tracker;
import yardstick.web.Visit;

/**
 * Reads a batch of CloudEvents 1.0: {@code [{"specversion","id","source","type","time","senttime","data":{...}}]}, or one alone;
 * what is malformed is left out. A sender whose clock is ahead, or behind by more than a minute, is put right by its
 * {@code senttime}.
 */
final class BeaconEvents {

    private static final int MOST = 100;
    private static final int LONGEST = 200;

    /** A message may be that long on its way. */
    private static final Duration USUAL_WAY = Duration.ofMinutes(1);

    private BeaconEvents() {}

    /** Who sent, and when it arrived. */
    record Sender(VisitorId visitor, Visit visit, Instant now) {}

    static List<Tracker.Event> read(byte[] json, Sender sender) {
        List<Tracker.Event> events = new ArrayList<>();
        try (JsonReader reader = Json.createReader(new ByteArrayInputStream(json))) {
            JsonStructure batch = reader.read();
            for (JsonValue value : batch instanceof JsonArray array ? array : List.of(batch)) {
                if (events.size() < MOST && value instanceof JsonObject object && complete(object)) {
                    event(object, sender).ifPresent(events::add);
                }
            }
        } catch (JsonException | IllegalStateException | ClassCastException e) {
            return List.of();
        }
        return events;
    }

    private static boolean complete(JsonObject object) {
        return object.getString("specversion", "").equals("1.0")
                && object.get("id") instanceof JsonString id
                && !id.getString().isEmpty()
                && id.getString().length() <= 64
                && object.get("type") instanceof JsonString
                && object.get("time") instanceof JsonString;
    }

    private static Optional<Tracker.Event> event(JsonObject object, Sender sender) {
        try {
            Instant told = Instant.parse(object.getString("time"));
            String sent = object.getString("senttime", "");
            Duration skew = sent.isEmpty() ? Duration.ZERO : Duration.between(Instant.parse(sent), sender.now());
            return Optional.of(new Tracker.Event(
                    object.getString("id"),
                    cut(object.getString("type")),
                    sender.visitor(),
                    skew.isNegative() || skew.compareTo(USUAL_WAY) > 0 ? told.plus(skew) : told,
                    cut(object.getString("source", "")),
                    sender.visit().language().tag(),
                    "",
                    parameters(object.get("data"))));
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
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
