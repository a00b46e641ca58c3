package yardstick.catalog.extract;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;

/** Everything a page says about its product. */
final class PageReader {

    private static final int DEEPEST = 400;

    private PageReader() {}

    /** @param address for resolving relative links; may be empty */
    static List<Found> read(String html, String address) {
        Document page = Jsoup.parse(html, address, Parser.htmlParser().setMaxDepth(DEEPEST));
        List<Found> found = new ArrayList<>();
        String heading = heading(page);
        main(JsonLd.of(page), heading).ifPresent(item -> found.addAll(ProductMarkup.of(item, "json-ld", 0.95)));
        main(EmbeddedMarkup.microdata(page), heading)
                .ifPresent(item -> found.addAll(ProductMarkup.of(item, "microdata", 0.9)));
        main(EmbeddedMarkup.rdfa(page), heading).ifPresent(item -> found.addAll(ProductMarkup.of(item, "rdfa", 0.88)));
        found.addAll(MetaTags.of(page));
        page.select("script, style, template, nav, footer").remove();
        found.addAll(PageTables.of(page));
        return found;
    }

    private static String heading(Document page) {
        String heading = page.select("h1").text();
        return (heading.isBlank() ? page.title() : heading).toLowerCase(Locale.ROOT);
    }

    /** Of several products the one the page is about: named like its heading, with an offer, telling most. */
    private static Optional<Item> main(List<Item> items, String heading) {
        List<Item> products = new ArrayList<>();
        items.forEach(item -> collect(item, products, 0));
        return products.stream().max(Comparator.comparingDouble(item -> weight(item, heading)));
    }

    private static void collect(Item item, List<Item> products, int depth) {
        if (item.product() && item.text("name", "sku", "gtin13", "gtin").isPresent()) {
            products.add(item);
        } else if (depth < 4) {
            item.items("mainentity").forEach(inner -> collect(inner, products, depth + 1));
            item.items("itemoffered").forEach(inner -> collect(inner, products, depth + 1));
            item.items("about").forEach(inner -> collect(inner, products, depth + 1));
        }
    }

    private static double weight(Item item, String heading) {
        String name = item.text("name").orElse("").toLowerCase(Locale.ROOT);
        boolean named = !name.isEmpty() && (heading.contains(name) || !heading.isEmpty() && name.contains(heading));
        return item.size() + (item.items("offers").isEmpty() ? 0 : 5) + (named ? 20 : 0);
    }
}
