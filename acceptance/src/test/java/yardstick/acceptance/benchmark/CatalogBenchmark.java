package yardstick.acceptance.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.JsonObject;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import yardstick.acceptance.shop.Api;
import yardstick.acceptance.shop.CsvFile;
import yardstick.acceptance.shop.RunningShop;
import yardstick.sandbox.Impressions;
import yardstick.sandbox.Shopper;

/**
 * A catalogue of a million SKUs: how long its import takes and how much of its heap the server uses meanwhile, then what
 * searches of the shop and lists of the administration cost one person. Times are those of the client.
 */
@Tag("benchmark")
class CatalogBenchmark {

    private static final int PORT = 23_185;
    private static final int SKUS = Integer.getInteger("yardstick.benchmark.skus", 1_000_000);
    private static final int SECONDS = Integer.getInteger("yardstick.benchmark.seconds", 10);
    private static final int LISTS = 200;
    private static final String[] WORDS = {
        "amber", "birch", "cedar", "copper", "cotton", "ember", "fern", "flint", "glass", "harbour", "iron", "ivory",
        "linen", "maple", "marble", "meadow", "oak", "olive", "pearl", "pine", "quartz", "river", "sage", "silk"
    };
    private static final String[] THINGS = {
        "lamp", "mug", "plate", "blanket", "notebook", "pen", "basket", "candle", "teapot", "towel", "clock", "vase"
    };

    private final List<String> report = new ArrayList<>();

    @Test
    void measure() throws Exception {
        RunningShop shop = RunningShop.start("million", PORT, "--no-demo");
        long server = shop.pid("server");
        Path file = catalogue();
        long before = System.nanoTime();
        CompletableFuture<JsonObject> importing =
                CompletableFuture.supplyAsync(() -> shop.json("import", "catalog", "--json", file.toString()));
        List<Long> heaps = new ArrayList<>();
        while (!importing.isDone()) {
            TimeUnit.SECONDS.sleep(5);
            heaps.add(usedHeap(server));
        }
        assertEquals(SKUS, importing.get().getInt("created"));
        say("import of %,d SKUs with index: %.1f s", SKUS, (System.nanoTime() - before) / 1e9);
        say("heap used, MB, from the first to the last tenth of the import: %s; at most %d", tenths(heaps), max(heaps));
        int[] draws =
                new SplittableRandom(1).ints(100_000, 0, Integer.MAX_VALUE).toArray();
        IntFunction<String> words =
                n -> pick(WORDS, draws[n % draws.length]) + "+" + pick(THINGS, draws[(n + 1) % draws.length]);
        LoadClient client = new LoadClient(PORT, "yk=0123456789abcdef0123456789abcdef; yk_consent=1.A");
        IntFunction<String> search = n -> "/api/v1/products?size=24&q=" + words.apply(n);
        IntFunction<String> page = n -> "/en/search?q=" + words.apply(n);
        client.run(1, SECONDS, search);
        say("shop search, JSON   %s", client.run(1, SECONDS, search));
        client.run(1, SECONDS, page);
        say("shop search, HTML   %s", client.run(1, SECONDS, page));
        newSearches(shop);
        administration(shop, draws);
        Files.write(Path.of("target", "catalog-benchmark.txt"), report);
    }

    /** Every search is another one: nothing that was found for somebody else helps. */
    private void newSearches(RunningShop shop) {
        Shopper guest = new Shopper(shop.url(), Shopper.client(), new Impressions(), Duration.ZERO);
        String[] words = new SplittableRandom(2)
                .ints(0, WORDS.length * WORDS.length * THINGS.length)
                .distinct()
                .limit(4 * LISTS)
                .mapToObj(n -> pick(WORDS, n) + "+" + pick(WORDS, n / WORDS.length) + "+"
                        + THINGS[n / WORDS.length / WORDS.length])
                .toArray(String[]::new);
        for (int n = 3 * LISTS; n < words.length; n++) {
            guest.open("/en/search?q=" + words[n]);
        }
        lists(guest, "shop search, new words", n -> "/en/search?q=" + words[n]);
        lists(guest, "shop search, third page", n -> "/en/search?page=3&q=" + words[LISTS + n]);
        lists(
                guest,
                "shop search, cheapest",
                n -> "/en/search?stock=in&sort=price_ascending&q=" + words[2 * LISTS + n]);
    }

    private void administration(RunningShop shop, int[] draws) {
        Shopper staff = new Shopper(shop.url(), Shopper.client(), new Impressions(), Duration.ZERO);
        staff.open(new Api(shop)
                .admin("/api/admin/one-time-link", JsonObject.EMPTY_JSON_OBJECT)
                .body()
                .getString("url"));
        String password = "a-million-of-everything-1";
        staff.submit("/admin/enter", Map.of("token", staff.field("token"), "password", password, "repeated", password));
        lists(staff, "admin list, first page", n -> "/admin/goods");
        lists(staff, "admin list, any page", n -> "/admin/goods?after=" + draws[n] % SKUS);
        lists(
                staff,
                "admin list, two words",
                n -> "/admin/goods?q=" + pick(WORDS, draws[n]) + "+" + pick(THINGS, draws[n + 1]));
        lists(
                staff,
                "admin list, code",
                n -> "/admin/goods?q=M-" + String.format(Locale.ROOT, "%07d", draws[n] % SKUS));
        lists(staff, "admin list, brand", n -> "/admin/goods?brand=" + pick(WORDS, draws[n] % 8) + "+house");
        lists(staff, "admin list, without price", n -> "/admin/goods?lack=PRICE");
    }

    private void lists(Shopper staff, String name, IntFunction<String> path) {
        long[] times = new long[LISTS];
        for (int i = -20; i < LISTS; i++) {
            long begin = System.nanoTime();
            assertEquals(200, staff.open(path.apply(Math.max(0, i))).status());
            times[Math.max(0, i)] = System.nanoTime() - begin;
        }
        Arrays.sort(times);
        say("%-25s  p50 %6.1f ms  p95 %6.1f ms", name, times[LISTS / 2] / 1e6, times[LISTS * 95 / 100] / 1e6);
    }

    private static String pick(String[] words, int draw) {
        return words[draw % words.length];
    }

    /** Of young and old generation, in MB, as the JVM itself says it. */
    private static long usedHeap(long server) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(server),
                        "GC.heap_info")
                .redirectErrorStream(true)
                .start();
        String said = new String(jcmd.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        jcmd.waitFor();
        return said.lines()
                        .filter(line -> line.matches(".*, used \\d+K.*"))
                        .mapToLong(line -> Long.parseLong(line.replaceFirst(".*, used (\\d+)K.*", "$1")))
                        .sum()
                >> 10;
    }

    private static List<Long> tenths(List<Long> heaps) {
        List<Long> most = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            List<Long> part = heaps.subList(heaps.size() * i / 10, heaps.size() * (i + 1) / 10);
            most.add(max(part));
        }
        return most;
    }

    private static long max(List<Long> values) {
        return values.stream().mapToLong(Long::longValue).max().orElse(0);
    }

    private void say(String format, Object... arguments) {
        String line = String.format(Locale.ROOT, format, arguments);
        report.add(line);
        System.out.println(line);
    }

    private static Path catalogue() throws IOException {
        Path file = CsvFile.write("million.csv", List.of());
        SplittableRandom random = new SplittableRandom(7);
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            writer.write("sku,title,brand,category,price,stock,package_size,attr:Colour\n");
            for (int i = 0; i < SKUS; i++) {
                String thing = THINGS[random.nextInt(THINGS.length)];
                writer.write(String.format(
                        Locale.ROOT,
                        "M-%07d,%s %s %s %d,%s house,Home > %s,%d.%02d,%d,%d g,%s%n",
                        i,
                        WORDS[random.nextInt(WORDS.length)],
                        WORDS[random.nextInt(WORDS.length)],
                        thing,
                        i % 1000,
                        WORDS[random.nextInt(8)],
                        thing,
                        1 + random.nextInt(300),
                        random.nextInt(100),
                        random.nextInt(12) == 0 ? 0 : 1 + random.nextInt(500),
                        50 * (1 + random.nextInt(40)),
                        i % 3 == 0 ? "red" : "blue"));
            }
        }
        return file;
    }
}
