package yardstick.catalog.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Open Graph with its product properties, and the page's own title and description as a last resort. */
final class MetaTags {

    private static final Map<String, String> OPEN_GRAPH = Map.ofEntries(
            Map.entry("og:title", "title"),
            Map.entry("og:description", "description"),
            Map.entry("og:image", "image"),
            Map.entry("og:image:secure_url", "image"),
            Map.entry("og:price:amount", "price"),
            Map.entry("og:price:currency", "currency"),
            Map.entry("og:upc", "gtin"),
            Map.entry("og:brand", "brand"),
            Map.entry("og:availability", "availability"),
            Map.entry("product:price:amount", "price"),
            Map.entry("product:sale_price:amount", "price"),
            Map.entry("product:price:currency", "currency"),
            Map.entry("product:brand", "brand"),
            Map.entry("product:availability", "availability"),
            Map.entry("product:retailer_item_id", "sku"),
            Map.entry("product:mfr_part_no", "mpn"),
            Map.entry("product:upc", "gtin"),
            Map.entry("product:ean", "gtin"),
            Map.entry("product:isbn", "gtin"),
            Map.entry("product:category", "category"),
            Map.entry("product:condition", "attr:condition"),
            Map.entry("product:color", "attr:colour"),
            Map.entry("product:material", "attr:material"),
            Map.entry("product:pattern", "attr:pattern"),
            Map.entry("product:size", "attr:size"),
            Map.entry("product:target_gender", "attr:gender"),
            Map.entry("product:age_group", "attr:age group"),
            Map.entry("book:isbn", "gtin"),
            Map.entry("book:author", "attr:author"));

    private MetaTags() {}

    static List<Found> of(Document page) {
        List<Found> found = new ArrayList<>();
        for (Element meta : page.select("meta[content]")) {
            String name = meta.hasAttr("property") ? meta.attr("property") : meta.attr("name");
            String field = OPEN_GRAPH.get(name.strip().toLowerCase(java.util.Locale.ROOT));
            if (field != null) {
                found.add(new Found(field, meta.attr("content").strip(), "open-graph", 0.8));
            }
        }
        Element weight = page.selectFirst("meta[property=product:weight:value]");
        if (weight != null) {
            Element unit = page.selectFirst("meta[property=product:weight:units]");
            found.add(new Found(
                    "attr:weight",
                    weight.attr("content") + " " + (unit == null ? "" : unit.attr("content")),
                    "open-graph",
                    0.8));
        }
        page.select("h1").stream()
                .limit(1)
                .forEach(heading -> found.add(new Found(
                        "title",
                        heading.select("table, ul, dl, div").isEmpty() ? heading.text() : heading.ownText(),
                        "heading",
                        0.6)));
        found.add(new Found("title", page.title(), "page-title", 0.4));
        page.select("meta[name=description]")
                .forEach(meta -> found.add(new Found("description", meta.attr("content"), "meta-description", 0.4)));
        return found;
    }
}
