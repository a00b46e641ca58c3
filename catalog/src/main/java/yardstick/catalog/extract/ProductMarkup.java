package yardstick.catalog.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a schema.org product says, as fields of the standard record. */
final class ProductMarkup {

    private static final Map<String, String> PLAIN = Map.ofEntries(
            Map.entry("color", "attr:colour"),
            Map.entry("colour", "attr:colour"),
            Map.entry("material", "attr:material"),
            Map.entry("pattern", "attr:pattern"),
            Map.entry("model", "attr:model"),
            Map.entry("countryoforigin", "attr:origin"),
            Map.entry("itemcondition", "attr:condition"),
            Map.entry("author", "attr:author"),
            Map.entry("publisher", "attr:publisher"),
            Map.entry("bookformat", "attr:binding"),
            Map.entry("numberofpages", "attr:sheets"),
            Map.entry("inlanguage", "attr:language"),
            Map.entry("datepublished", "attr:publication_date"),
            Map.entry("releasedate", "attr:publication_date"));
    private static final List<String> MEASURED = List.of("size", "weight", "width", "height", "depth");
    /** UN/CEFACT common codes that shops use. */
    private static final Map<String, String> UNIT_CODES = Map.ofEntries(
            Map.entry("KGM", "kg"),
            Map.entry("GRM", "g"),
            Map.entry("MGM", "mg"),
            Map.entry("LBR", "lb"),
            Map.entry("ONZ", "oz"),
            Map.entry("LTR", "l"),
            Map.entry("MLT", "ml"),
            Map.entry("MTR", "m"),
            Map.entry("CMT", "cm"),
            Map.entry("MMT", "mm"),
            Map.entry("INH", "in"),
            Map.entry("FOT", "ft"),
            Map.entry("WTT", "W"),
            Map.entry("VLT", "V"),
            Map.entry("HUR", "h"),
            Map.entry("DAY", "d"),
            Map.entry("MON", "mo"),
            Map.entry("ANN", "years"),
            Map.entry("C62", ""));

    private final String rule;
    private final double confidence;
    private final List<Found> found = new ArrayList<>();

    private ProductMarkup(String rule, double confidence) {
        this.rule = rule;
        this.confidence = confidence;
    }

    static List<Found> of(Item product, String rule, double confidence) {
        ProductMarkup markup = new ProductMarkup(rule, confidence);
        markup.identity(product);
        markup.attributes(product);
        markup.offers(product);
        return markup.found;
    }

    private void add(String field, Optional<String> value) {
        value.ifPresent(text -> found.add(new Found(field, text, rule, confidence)));
    }

    private void identity(Item product) {
        add("title", product.text("name", "headline"));
        add("brand", product.text("brand").or(() -> product.text("manufacturer")));
        add("gtin", product.text("gtin13", "gtin14", "gtin12", "gtin8", "gtin", "ean", "isbn"));
        product.text("productid")
                .filter(id -> id.matches("(?i)(?:gtin|ean|upc|isbn)\\d*:.*"))
                .ifPresent(id -> add("gtin", Optional.of(id.substring(id.indexOf(':') + 1))));
        add("sku", product.text("sku", "productgroupid"));
        add("mpn", product.text("mpn"));
        add("description", product.text("description"));
        add("category", product.text("category"));
        product.all("image").stream()
                .limit(10)
                .forEach(image -> add(
                        "image",
                        image instanceof Item item
                                ? item.text("contenturl", "url", "@id")
                                : Optional.of(image.toString().strip())));
        for (Item rating : product.items("aggregaterating")) {
            add("rating", rating.text("ratingvalue"));
            add("rating_count", rating.text("reviewcount", "ratingcount"));
        }
    }

    private void attributes(Item product) {
        PLAIN.forEach((name, field) -> add(field, product.text(name).map(ProductMarkup::local)));
        for (String name : MEASURED) {
            for (Object value : product.all(name)) {
                add("attr:" + name, value instanceof Item item ? measure(item) : Optional.of(value.toString()));
            }
        }
        for (Item property : product.items("additionalproperty")) {
            Optional<String> name = property.text("name", "propertyid");
            name.filter(text -> text.length() <= 80).ifPresent(text -> add("attr:" + text, measure(property)));
        }
    }

    private static String local(String value) {
        return value.matches("https?://schema\\.org/\\w+") ? value.substring(value.lastIndexOf('/') + 1) : value;
    }

    private static Optional<String> measure(Item item) {
        Optional<String> unit =
                item.text("unittext").or(() -> item.text("unitcode").map(code -> UNIT_CODES.getOrDefault(code, code)));
        return item.text("value")
                .or(() -> item.text("name"))
                .map(value -> unit.filter(text -> !text.isEmpty() && !value.endsWith(text))
                        .map(text -> value + " " + text)
                        .orElse(value));
    }

    private void offers(Item product) {
        for (Item offer : product.items("offers")) {
            Item first = offer.items("offers").stream().findFirst().orElse(offer);
            Optional<Item> specification =
                    first.items("pricespecification").stream().findFirst();
            Optional<String> price = offer.text("price", "lowprice")
                    .or(() -> first.text("price"))
                    .or(() -> specification.flatMap(item -> item.text("price", "minprice")));
            add("price", price);
            add(
                    "currency",
                    offer.text("pricecurrency")
                            .or(() -> first.text("pricecurrency"))
                            .or(() -> specification.flatMap(item -> item.text("pricecurrency"))));
            add("availability", first.text("availability").map(ProductMarkup::local));
            add("sku", first.text("sku"));
            add("gtin", first.text("gtin13", "gtin"));
            if (price.isPresent()) {
                return;
            }
        }
    }
}
