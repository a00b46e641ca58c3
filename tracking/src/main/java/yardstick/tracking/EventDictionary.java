package yardstick.tracking;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The events that are known by name, each with its parameters: the one list that intake, registry and the published
 * schemas are made of. Names are GA4's recommended ones for ecommerce and engagement, and this shop's technical ones.
 */
public final class EventDictionary {

    private static final Map<String, Event> EVENTS = read();

    /** Who may say it. */
    public enum Origin {
        BROWSER,
        SERVER
    }

    /** @param type of JSON: string, integer, number, boolean or array */
    public record Parameter(String name, String type, boolean required) {

        /** Whether a value is of the type. */
        public boolean holds(Object value) {
            return switch (type) {
                case "string" -> value instanceof String;
                case "integer" -> value instanceof Long || value instanceof Integer;
                case "number" -> value instanceof Number;
                case "boolean" -> value instanceof Boolean;
                default -> value instanceof List;
            };
        }
    }

    /** One kind of event. */
    public record Event(String name, Origin origin, List<Parameter> parameters) {}

    private EventDictionary() {}

    private static Map<String, Event> read() {
        Map<String, Event> events = new LinkedHashMap<>();
        try (InputStream file =
                Objects.requireNonNull(EventDictionary.class.getResourceAsStream("/registry/events.tsv"))) {
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            text.lines().skip(1).map(line -> line.split("\t", -1)).forEach(cells -> {
                List<Parameter> parameters = Arrays.stream(cells[2].split(" "))
                        .filter(word -> !word.isEmpty())
                        .map(EventDictionary::parameter)
                        .toList();
                Origin origin = Origin.valueOf(cells[1].toUpperCase(java.util.Locale.ROOT));
                events.put(cells[0], new Event(cells[0], origin, parameters));
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return events;
    }

    private static Parameter parameter(String word) {
        List<String> parts = List.of(word.split(":"));
        boolean required = parts.getFirst().endsWith("!");
        String name = parts.getFirst().replace("!", "");
        return new Parameter(name, parts.getLast(), required);
    }

    /** In the order of the list. */
    public static List<String> names(Origin origin) {
        return EVENTS.values().stream()
                .filter(event -> event.origin() == origin)
                .map(Event::name)
                .toList();
    }

    public static Optional<Event> find(String name) {
        return Optional.ofNullable(EVENTS.get(name));
    }

    /**
     * The JSON Schema (2020-12) of an event in its CloudEvents 1.0 envelope, as the beacon takes it.
     *
     * @param address where the schema is found, its {@code $id}
     */
    public static Optional<String> schema(String name, String address) {
        return find(name).map(event -> """
                {"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"%s","title":"%s","type":"object",
                "required":["specversion","id","source","type","time"],"properties":{
                "specversion":{"const":"1.0"},"id":{"type":"string","minLength":1,"maxLength":64},
                "source":{"type":"string","description":"path of the page"},"type":{"const":"%s"},
                "time":{"type":"string","format":"date-time"},"senttime":{"type":"string","format":"date-time",
                "description":"the sender's clock when it sent, by which a wrong clock is put right"},
                "datacontenttype":{"const":"application/json"},
                "data":{"type":"object","required":[%s],"properties":{%s}}}}
                """.formatted(address, name, name, required(event), properties(event)));
    }

    private static String required(Event event) {
        return event.parameters().stream()
                .filter(Parameter::required)
                .map(parameter -> '"' + parameter.name() + '"')
                .collect(Collectors.joining(","));
    }

    private static String properties(Event event) {
        return event.parameters().stream()
                .map(parameter -> "\"" + parameter.name() + "\":{\"type\":\"" + parameter.type() + "\"}")
                .collect(Collectors.joining(","));
    }
}
