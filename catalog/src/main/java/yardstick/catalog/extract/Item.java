package yardstick.catalog.extract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A thing with properties, whatever markup it came from; a value is a {@code String} or an {@code Item}. Names are
 * schema.org's, without the vocabulary and in lower case.
 */
final class Item {

    private static final int MOST_VALUES = 500;

    private final List<String> types = new ArrayList<>();
    private final Map<String, List<Object>> values = new LinkedHashMap<>();

    void type(String type) {
        for (String each : type.strip().split("\\s+")) {
            types.add(local(each));
        }
    }

    /** {@code https://schema.org/Product} and {@code schema:Product} are {@code product}. */
    static String local(String name) {
        return name.substring(
                        Math.max(Math.max(name.lastIndexOf('/'), name.lastIndexOf('#')), name.lastIndexOf(':')) + 1)
                .toLowerCase(Locale.ROOT);
    }

    void add(String name, Object value) {
        List<Object> all = values.computeIfAbsent(local(name), key -> new ArrayList<>());
        if (all.size() < MOST_VALUES) {
            all.add(value);
        }
    }

    boolean is(String type) {
        return types.contains(type);
    }

    boolean product() {
        return types.stream()
                .anyMatch(type -> type.endsWith("product")
                        || type.equals("productgroup")
                        || type.equals("productmodel")
                        || type.equals("book")
                        || type.equals("vehicle")
                        || type.equals("car"));
    }

    List<Object> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    List<Item> items(String name) {
        return all(name).stream()
                .filter(Item.class::isInstance)
                .map(Item.class::cast)
                .toList();
    }

    /** The first text of these names; of a thing its name, value or address. */
    Optional<String> text(String... names) {
        for (String name : names) {
            for (Object value : all(name)) {
                String text = value instanceof Item item
                        ? item.text("name", "value", "url", "contenturl", "@id").orElse("")
                        : value.toString();
                if (!text.isBlank()) {
                    return Optional.of(text.strip());
                }
            }
        }
        return Optional.empty();
    }

    int size() {
        return values.size();
    }

    Map<String, List<Object>> values() {
        return values;
    }
}
