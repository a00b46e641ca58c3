package yardstick.catalog.extract;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/** Things in {@code application/ld+json}, forgiving what pages get wrong: comments, stray commas, line breaks, entities. */
final class JsonLd {

    private static final int DEEPEST = 30;
    private static final int LONGEST = 2_000_000;

    private final Map<String, Item> byId = new HashMap<>();
    private final List<Item> top = new ArrayList<>();

    private JsonLd() {}

    static List<Item> of(Document page) {
        JsonLd reader = new JsonLd();
        for (Element script : page.select("script[type^=application/ld+json]")) {
            reader.script(script.data());
        }
        return reader.top;
    }

    private void script(String text) {
        if (text.length() > LONGEST || nesting(text) > 200) {
            return;
        }
        try {
            value(parse(text), 0);
        } catch (JsonException strict) {
            try {
                value(parse(mend(text)), 0);
            } catch (JsonException e) {
                return;
            }
        }
    }

    private static int nesting(String text) {
        int depth = 0;
        int deepest = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
            deepest = Math.max(deepest, depth);
        }
        return deepest;
    }

    private static JsonValue parse(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text.strip()))) {
            return reader.readValue();
        }
    }

    private static String mend(String text) {
        String plain = text.strip()
                .replaceFirst("^(?:<!--|//\\s*<!\\[CDATA\\[|<!\\[CDATA\\[|/\\*.*?\\*/)", "")
                .replaceFirst("(?://\\s*\\]\\]>|\\]\\]>|-->)$", "")
                .replaceFirst(";\\s*$", "");
        if (plain.contains("&quot;") && !plain.contains("\"@")) {
            plain = Parser.unescapeEntities(plain, false);
        }
        StringBuilder mended = new StringBuilder(plain.length());
        boolean quoted = false;
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (c == '\\' && quoted && i + 1 < plain.length()) {
                mended.append(c).append(plain.charAt(++i));
            } else if (c == '"') {
                quoted = !quoted;
                mended.append(c);
            } else if (c < ' ') {
                mended.append(quoted ? "\\n" : " ");
            } else if (!quoted && c == ',' && closes(plain, i + 1)) {
                mended.append(' ');
            } else if (!quoted && c == '/' && plain.startsWith("//", i)) {
                int end = plain.indexOf('\n', i);
                i = end < 0 ? plain.length() : end;
            } else {
                mended.append(c);
            }
        }
        return mended.toString();
    }

    private static boolean closes(String text, int from) {
        int i = from;
        while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
            i++;
        }
        return i < text.length() && (text.charAt(i) == '}' || text.charAt(i) == ']' || text.charAt(i) == ',');
    }

    private void value(JsonValue value, int depth) {
        if (depth > DEEPEST) {
            return;
        }
        if (value instanceof JsonArray array) {
            array.forEach(each -> value(each, depth + 1));
        } else if (value instanceof JsonObject object) {
            if (object.containsKey("@graph")) {
                value(object.get("@graph"), depth + 1);
            }
            if (object.containsKey("@type")) {
                top.add(item(object, depth));
            }
        }
    }

    private Item item(JsonObject object, int depth) {
        String id = object.get("@id") instanceof JsonString text ? text.getString() : "";
        Item item = id.isEmpty() ? new Item() : byId.computeIfAbsent(id, key -> new Item());
        object.forEach((name, value) -> {
            if (name.equals("@type")) {
                texts(value).forEach(item::type);
            } else if (!name.equals("@context")) {
                add(item, name, value, depth);
            }
        });
        return item;
    }

    private void add(Item item, String name, JsonValue value, int depth) {
        if (depth > DEEPEST) {
            return;
        }
        switch (value.getValueType()) {
            case ARRAY -> value.asJsonArray().forEach(each -> add(item, name, each, depth + 1));
            case OBJECT -> {
                JsonObject object = value.asJsonObject();
                item.add(name, object.containsKey("@value") ? plain(object.get("@value")) : item(object, depth + 1));
            }
            case NULL -> {}
            default -> item.add(name, plain(value));
        }
    }

    private static String plain(JsonValue value) {
        String text = value instanceof JsonString string ? string.getString() : value.toString();
        return text.indexOf('&') >= 0 ? Parser.unescapeEntities(text, false) : text;
    }

    private static List<String> texts(JsonValue value) {
        return value instanceof JsonArray array
                ? array.stream().map(JsonLd::plain).toList()
                : List.of(plain(value));
    }
}
