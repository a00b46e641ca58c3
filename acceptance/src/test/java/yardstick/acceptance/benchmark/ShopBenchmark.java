package yardstick.acceptance.benchmark;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import yardstick.acceptance.shop.CsvFile;
import yardstick.acceptance.shop.RunningShop;

/**
 * List, product and search of a shop with 92,000 products beside a bare page of twenty rows by key, on the same server
 * and database, in one run. It reports and does not judge: machines are noisy, ratios less so. Visitors have consented,
 * so that tracking and release assignment are at work.
 */
@Tag("benchmark")
class ShopBenchmark {

    private static final int PRODUCTS = 92_000;
    private static final int CONNECTIONS = 16;
    private static final int WARM_SECONDS = Integer.getInteger("yardstick.benchmark.warm", 15);
    private static final int SECONDS = Integer.getInteger("yardstick.benchmark.seconds", 10);
    private static final List<String> WORDS = List.of(
            "amber", "birch", "cedar", "copper", "cotton", "ember", "fern", "flint", "glass", "harbour", "iron",
            "ivory", "linen", "maple", "marble", "meadow", "oak", "olive", "pearl", "pine", "quartz", "river", "sage",
            "silk", "slate", "stone", "tin", "velvet", "willow", "wool");
    private static final List<String> THINGS = List.of(
            "lamp",
            "mug",
            "plate",
            "blanket",
            "notebook",
            "pen",
            "basket",
            "candle",
            "teapot",
            "towel",
            "clock",
            "vase",
            "tray",
            "spoon",
            "kettle",
            "rug",
            "cushion",
            "lantern",
            "bottle",
            "brush");

    private final List<String> report = new ArrayList<>();

    @Test
    void measure() throws Exception {
        RunningShop shop = RunningShop.start("benchmark", 23_189, "--no-demo");
        long before = System.nanoTime();
        shop.json("import", "catalog", "--json", catalogue().toString());
        say("import of %,d products with index: %.1f s", PRODUCTS, (System.nanoTime() - before) / 1e9);
        List<String> slugs = slugs(shop);
        String cookie = "yk=0123456789abcdef0123456789abcdef; yk_consent=1.A";
        LoadClient shopClient = new LoadClient(23_189, cookie);
        double bare;
        try (BareServer server = BareServer.on(shop)) {
            LoadClient bareClient = new LoadClient(BareServer.PORT, "");
            IntFunction<String> page = n -> "/bare/page?after=" + (n * 20L % PRODUCTS);
            bareClient.run(CONNECTIONS, WARM_SECONDS, page);
            bare = compare("bare servlet + JDBC, 20 by key", bareClient, page, Double.NaN);
        }
        SplittableRandom random = new SplittableRandom(1);
        int[] draws = random.ints(100_000, 0, Integer.MAX_VALUE).toArray();
        IntFunction<String> word = n -> WORDS.get(draws[n % draws.length] % WORDS.size()) + "+"
                + THINGS.get(draws[(n + 1) % draws.length] % THINGS.size());
        IntFunction<String> listPage = n -> "page=" + (1 + draws[n % draws.length] % 40);
        IntFunction<String> slug = n -> slugs.get(draws[n % draws.length] % slugs.size());
        report("JSON list", shopClient, n -> "/api/v1/products?size=24&" + listPage.apply(n), bare);
        report("JSON product", shopClient, n -> "/api/v1/products/" + slug.apply(n), bare);
        report("JSON search", shopClient, n -> "/api/v1/products?size=24&q=" + word.apply(n), bare);
        report("HTML list", shopClient, n -> "/en/search?size=24&" + listPage.apply(n), bare);
        report("HTML product", shopClient, n -> "/en/p/" + slug.apply(n), bare);
        report("HTML search", shopClient, n -> "/en/search?q=" + word.apply(n), bare);
        Files.write(Path.of("target", "benchmark.txt"), report);
    }

    private void report(String name, LoadClient client, IntFunction<String> path, double bare) throws Exception {
        client.run(CONNECTIONS, WARM_SECONDS, path);
        compare(name, client, path, bare);
    }

    private double compare(String name, LoadClient client, IntFunction<String> path, double bare) throws Exception {
        LoadClient.Result result = client.run(CONNECTIONS, SECONDS, path);
        say(
                "%-32s %s%s",
                name,
                result,
                Double.isNaN(bare) ? "" : "  %5.1f %% of bare".formatted(100 * result.perSecond() / bare));
        return result.perSecond();
    }

    private void say(String format, Object... arguments) {
        String line = String.format(Locale.ROOT, format, arguments);
        report.add(line);
        System.out.println(line);
    }

    private static Path catalogue() throws IOException {
        Path file = CsvFile.write("benchmark.csv", List.of());
        SplittableRandom random = new SplittableRandom(7);
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            writer.write("sku,title,brand,category,price,stock,package_size\n");
            for (int i = 0; i < PRODUCTS; i++) {
                String thing = THINGS.get(random.nextInt(THINGS.size()));
                String word = WORDS.get(random.nextInt(WORDS.size()));
                writer.write("B-%06d,%s %s %s %d,%s,Home > %s,%d.%02d,%d,%d g\n"
                        .formatted(
                                i,
                                word,
                                WORDS.get(random.nextInt(WORDS.size())),
                                thing,
                                i % 1000,
                                WORDS.get(random.nextInt(8)) + " house",
                                thing,
                                1 + random.nextInt(300),
                                random.nextInt(100),
                                random.nextInt(12) == 0 ? 0 : 1 + random.nextInt(500),
                                50 * (1 + random.nextInt(40))));
            }
        }
        return file;
    }

    private static List<String> slugs(RunningShop shop) throws SQLException {
        List<String> slugs = new ArrayList<>();
        try (Connection connection = shop.database();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT slug FROM catalog.product ORDER BY id % 9973, id LIMIT 20000")) {
            while (row.next()) {
                slugs.add(row.getString(1));
            }
        }
        return slugs;
    }
}
