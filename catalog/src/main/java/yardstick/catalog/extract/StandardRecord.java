package yardstick.catalog.extract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import yardstick.catalog.attribute.BuiltInDictionary;
import yardstick.catalog.attribute.BuiltInDictionary.Standard;

/** One product in the standard form: for each field the most certain value, and the others that differ. */
final class StandardRecord {

    private static final List<String> ORDER = List.of(
            "title",
            "brand",
            "gtin",
            "sku",
            "mpn",
            "price",
            "currency",
            "availability",
            "category",
            "description",
            "image",
            "rating",
            "rating_count");

    private final String source;
    private final Map<String, List<Found>> fields = new LinkedHashMap<>();
    private final Map<String, Value> attributes = new LinkedHashMap<>();
    private final List<Found> refused = new ArrayList<>();

    private record Value(Found found, Standard standard, List<Found> others) {}

    StandardRecord(String source, List<Found> all) {
        this.source = source;
        all.stream()
                .sorted(java.util.Comparator.comparingDouble((Found each) -> -each.confidence()))
                .forEach(this::add);
        currencyFromPrice(all);
    }

    private void add(Found raw) {
        if (raw.field().startsWith("attr:")) {
            attribute(raw);
            return;
        }
        Cleaning.field(raw.field(), raw.value())
                .ifPresentOrElse(
                        value -> fields.computeIfAbsent(raw.field(), key -> new ArrayList<>())
                                .add(new Found(raw.field(), value, raw.rule(), raw.confidence())),
                        () -> {
                            if (!raw.value().isBlank()) {
                                refused.add(raw);
                            }
                        });
    }

    private void attribute(Found raw) {
        String name = raw.field().substring("attr:".length());
        Cleaning.field("attribute", raw.value()).ifPresent(text -> {
            Standard standard = BuiltInDictionary.read(name, text);
            Found found = new Found(name, text, raw.rule(), raw.confidence());
            Value known = attributes.get(standard.code());
            if (known == null) {
                attributes.put(standard.code(), new Value(found, standard, new ArrayList<>()));
            } else if (!known.standard().key().equals(standard.key())) {
                known.others().add(found);
            }
        });
    }

    private void currencyFromPrice(List<Found> all) {
        if (!fields.containsKey("currency")) {
            all.stream()
                    .filter(each -> each.field().equals("price"))
                    .flatMap(each -> Cleaning.currency(each.value().replaceAll("[\\d.,\\s]", "")).stream()
                            .map(code -> new Found("currency", code, each.rule() + ".sign", 0.6)))
                    .findFirst()
                    .ifPresent(found -> fields.put("currency", List.of(found)));
        }
    }

    boolean empty() {
        return !fields.containsKey("title");
    }

    /** The chosen values as a row of a catalogue file. */
    PageRow row() {
        Map<String, String> values = new LinkedHashMap<>();
        List<String> rules = new ArrayList<>();
        for (String field : List.of("title", "brand", "gtin", "price", "currency", "category", "description")) {
            fields.getOrDefault(field, List.of()).stream().limit(1).forEach(found -> put(found, field, values, rules));
        }
        attributes
                .values()
                .forEach(value ->
                        put(value.found(), "attr:" + value.found().field().strip(), values, rules));
        String code = value("sku").isEmpty() ? value("mpn") : value("sku");
        String fallback = value("gtin").isEmpty() ? source.replaceAll("^.*/|\\.\\w+$", "") : value("gtin");
        values.put("sku", shorten(code.isEmpty() ? fallback : code, 64));
        return new PageRow(source, values, "{" + String.join(",", rules) + "}");
    }

    private static void put(Found found, String column, Map<String, String> values, List<String> rules) {
        values.put(column, shorten(found.value(), column.equals("description") ? 5_000 : 300));
        rules.add(quote(column) + ":[" + quote(found.rule()) + ","
                + String.format(Locale.ROOT, "%.2f", found.confidence()) + "]");
    }

    private static String shorten(String text, int longest) {
        return text.length() > longest ? text.substring(0, longest) : text;
    }

    /** The chosen value of a field, or empty. */
    String value(String field) {
        return fields.containsKey(field) ? fields.get(field).getFirst().value() : "";
    }

    /** The standard English text of an attribute, or empty. */
    String attribute(String code, boolean chinese) {
        Value value = attributes.get(code);
        if (value == null) {
            return "";
        }
        return chinese ? value.standard().textZh() : value.standard().textEn();
    }

    /** What filters compare, or empty. */
    String key(String code) {
        Value value = attributes.get(code);
        return value == null ? "" : value.standard().key();
    }

    String json() {
        List<String> parts = new ArrayList<>();
        parts.add("\"source\":" + quote(source));
        for (String field : ORDER) {
            List<Found> all = fields.getOrDefault(field, List.of());
            if (!all.isEmpty()) {
                parts.add(quote(field) + ":" + field(all));
            }
        }
        parts.add("\"attributes\":["
                + String.join(
                        ",",
                        attributes.values().stream().map(this::attributeJson).toList()) + "]");
        parts.add("\"refused\":["
                + String.join(
                        ",",
                        refused.stream()
                                .map(each -> "{\"field\":" + quote(each.field()) + "," + stated(each) + "}")
                                .toList())
                + "]");
        return "{" + String.join(",", parts) + "}";
    }

    private String field(List<Found> all) {
        Found best = all.getFirst();
        List<String> differing = all.stream()
                .filter(other -> other.confidence() >= 0.6 && !other.value().equalsIgnoreCase(best.value()))
                .map(other -> "{" + stated(other) + "}")
                .distinct()
                .limit(5)
                .toList();
        return "{" + stated(best) + ",\"source\":" + quote(source)
                + (differing.isEmpty() ? "" : ",\"differing\":[" + String.join(",", differing) + "]") + "}";
    }

    private String attributeJson(Value value) {
        Standard standard = value.standard();
        return "{\"attribute\":" + quote(standard.code()) + ",\"name\":"
                + quote(value.found().field()) + ","
                + stated(value.found()) + ",\"source\":" + quote(source) + ",\"text_en\":" + quote(standard.textEn())
                + ",\"text_zh\":" + quote(standard.textZh()) + ",\"key\":" + quote(standard.key()) + ",\"unit\":"
                + quote(standard.unit()) + ",\"reading\":" + quote(standard.rule())
                + (value.others().isEmpty()
                        ? ""
                        : ",\"differing\":["
                                + String.join(
                                        ",",
                                        value.others().stream()
                                                .limit(5)
                                                .map(other -> "{" + stated(other) + "}")
                                                .toList())
                                + "]")
                + "}";
    }

    private static String stated(Found found) {
        return "\"value\":" + quote(found.value()) + ",\"rule\":" + quote(found.rule()) + ",\"confidence\":"
                + String.format(Locale.ROOT, "%.2f", found.confidence());
    }

    static String quote(String text) {
        return jakarta.json.Json.createValue(text).toString();
    }
}
