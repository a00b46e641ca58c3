package yardstick.catalog.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import yardstick.catalog.CatalogImports.Request;
import yardstick.catalog.CatalogQuery;
import yardstick.catalog.Category;
import yardstick.kernel.Language;

/** Two public files as they are; the second one is invoice lines. */
class RealFilesTest {

    @Test
    void groceryProducts() {
        Path file = Datasets.file("completejourney/products.csv.gz");
        try (TestShop shop = new TestShop()) {
            Request request = new Request(file, "products.csv.gz", "journey", false, 399L, 20);
            String report = TestShop.report(shop.run(request));
            assertEquals(92_331, number(report, "rows"));
            assertEquals(92_331, sum(report));
            assertEquals(number(report, "created"), shop.search("").total());
            long sized = shop.count("catalog.sku WHERE pack_size IS NOT NULL");
            long understood = shop.count("catalog.sku WHERE pack_quantity IS NOT NULL");
            assertTrue(understood >= 0.95 * sized, () -> understood + " of " + sized);

            String again = TestShop.report(shop.run(request));
            assertEquals(number(report, "created"), number(again, "unchanged"));
            if (Boolean.getBoolean("yardstick.measure")) {
                System.out.println(report.substring(report.length() - 30) + again.substring(again.length() - 30));
                latency(shop);
            }
        }
    }

    private static void latency(TestShop shop) {
        List<String> categories = shop.catalog.categories(Language.EN).stream()
                .flatMap(
                        top -> java.util.stream.Stream.concat(java.util.stream.Stream.of(top), top.children().stream()))
                .map(Category::slug)
                .toList();
        String[] words = ("chocolate cheese pizza shampoo candy soup beef wine bread potato chips salad dressing yogurt"
                        + " organic frozen hair color baby juice coffee tea toothpaste soft drinks 12 oz premium")
                .split(" ");
        Random random = new Random(7);
        for (int warm = 0; warm < 3; warm++) {
            long[] lists = new long[3_000];
            long[] searches = new long[3_000];
            for (int i = 0; i < lists.length; i++) {
                String category = categories.get(random.nextInt(categories.size()));
                CatalogQuery.Sort sort = CatalogQuery.Sort.values()[random.nextInt(5)];
                Map<String, List<String>> filters = i % 3 == 0 ? Map.of("brand", List.of("Private")) : Map.of();
                lists[i] = time(
                        shop,
                        new CatalogQuery(
                                Language.EN,
                                "",
                                i % 10 == 0 ? null : category,
                                filters,
                                sort,
                                1 + random.nextInt(20),
                                24));
                String text = words[random.nextInt(words.length)] + " " + words[random.nextInt(words.length)];
                searches[i] = time(
                        shop,
                        new CatalogQuery(
                                Language.EN, i % 2 == 0 ? text : text.split(" ")[0], null, filters, sort, 1, 24));
            }
            print("list", lists);
            print("search", searches);
        }
    }

    private static long time(TestShop shop, CatalogQuery query) {
        long start = System.nanoTime();
        shop.catalog.list(query);
        return System.nanoTime() - start;
    }

    private static void print(String name, long[] nanos) {
        Arrays.sort(nanos);
        System.out.printf(
                Locale.ROOT,
                "%s: p50 %.3f ms, p95 %.3f ms, max %.1f ms, mean %.3f ms%n",
                name,
                nanos[nanos.length / 2] / 1e6,
                nanos[nanos.length * 95 / 100] / 1e6,
                nanos[nanos.length - 1] / 1e6,
                Arrays.stream(nanos).average().orElse(0) / 1e6);
    }

    @Test
    void invoiceLinesAsCatalogue() {
        Path file = Datasets.file("online-retail/online_retail.csv.gz");
        try (TestShop shop = new TestShop()) {
            Request request = new Request(file, "online_retail.csv.gz", "retail", false, null, 50);
            String report = TestShop.report(shop.run(request));
            assertEquals(541_909, number(report, "rows"));
            assertEquals(541_909, sum(report));
            assertEquals(
                    "WHITE HANGING HEART T-LIGHT HOLDER",
                    shop.catalog
                            .skus(Language.EN, List.of(shop.sku("85123a")))
                            .values()
                            .iterator()
                            .next()
                            .title());
            String again = TestShop.report(shop.run(request));
            assertEquals(number(report, "created"), number(again, "unchanged"));
            assertEquals(0, number(again, "updated") + number(again, "created"));
        }
    }

    private static long sum(String report) {
        long skipped = 0;
        Matcher reasons = Pattern.compile("\"skipped\":\\{([^}]*)}").matcher(report);
        assertTrue(reasons.find());
        Matcher each = Pattern.compile(":(\\d+)").matcher(reasons.group(1));
        while (each.find()) {
            skipped += Long.parseLong(each.group(1));
        }
        return skipped
                + number(report, "created")
                + number(report, "updated")
                + number(report, "unchanged")
                + number(report, "merged")
                + number(report, "errors");
    }

    private static long number(String report, String name) {
        Matcher matcher = Pattern.compile("\"" + name + "\":(\\d+)").matcher(report);
        assertTrue(matcher.find(), () -> name + " in " + report);
        return Long.parseLong(matcher.group(1));
    }
}
