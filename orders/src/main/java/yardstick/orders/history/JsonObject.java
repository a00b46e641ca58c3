package yardstick.orders.history;

import java.util.StringJoiner;

/** Writes one flat JSON object (RFC 8259); nested values come as finished JSON. */
final class JsonObject {

    private final StringJoiner members = new StringJoiner(",", "{", "}");

    JsonObject number(String name, long value) {
        return raw(name, Long.toString(value));
    }

    JsonObject text(String name, String value) {
        return raw(name, quoted(value));
    }

    JsonObject raw(String name, String json) {
        members.add(quoted(name) + ":" + json);
        return this;
    }

    private static String quoted(String text) {
        StringBuilder result = new StringBuilder("\"");
        text.chars().forEach(character -> {
            if (character == '"' || character == '\\') {
                result.append('\\').append((char) character);
            } else if (character < ' ') {
                result.append(String.format(java.util.Locale.ROOT, "\\u%04x", character));
            } else {
                result.append((char) character);
            }
        });
        return result.append('"').toString();
    }

    @Override
    public String toString() {
        return members.toString();
    }
}
