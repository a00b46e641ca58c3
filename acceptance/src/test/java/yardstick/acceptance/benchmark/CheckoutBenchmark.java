package yardstick.acceptance.benchmark;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import yardstick.acceptance.shop.Api;
import yardstick.acceptance.shop.CsvFile;
import yardstick.acceptance.shop.RunningShop;

/**
 * Whole guest checkouts over HTTP, from an empty cart to a paid order with durable commits, beside a bare
 * one-transaction order on the same server and database; a rush; a long cart. It reports and does not judge: machines
 * are noisy, ratios and the processor time of an order less so.
 */
@Tag("benchmark")
class CheckoutBenchmark {

    private static final int PORT = 23_188;
    private static final int PRODUCTS = 500;
    /** The compiler of the server is busy for some 25,000 checkouts; what is asked for is a server that has run a while. */
    private static final int WARM_SECONDS = Integer.getInteger("yardstick.benchmark.warm", 200);

    private static final int SECONDS = Integer.getInteger("yardstick.benchmark.seconds", 20);
    private static final List<String> PROCESSES = List.of("server", "database", "sandbox");

    private final List<String> report = new ArrayList<>();

    @Test
    void measure() throws Exception {
        RunningShop shop = RunningShop.start("checkout-benchmark", PORT, "--no-demo");
        shop.json("import", "catalog", "--json", products().toString());
        long[] skus = skus(shop, "B-");
        CheckoutLoad load = new CheckoutLoad(PORT, skus);
        load.run(16, WARM_SECONDS);
        double bare = bare(shop);
        for (int shoppers : new int[] {8, 32}) {
            checkout(shop, load, shoppers, bare);
        }
        CheckoutLoad.Result rush = timed("rush of 200 buyers on 50 units", skus(shop, "RUSH"));
        say("%-32s %d paid, %d refused", "", rush.orders(), rush.refused());
        longCart(shop, skus);
        Files.write(Path.of("target", "checkout-benchmark.txt"), report);
    }

    private double bare(RunningShop shop) throws Exception {
        try (Connection connection = shop.database();
                Statement statement = connection.createStatement()) {
            statement.execute(BareOrderServlet.SCHEMA);
        }
        try (BareServer server = BareServer.on(shop)) {
            LoadClient client = new LoadClient(BareServer.PORT, "");
            client.run(8, Math.min(30, WARM_SECONDS), n -> "/bare/order?sku=" + n % PRODUCTS);
            LoadClient.Result result = client.run(8, SECONDS, n -> "/bare/order?sku=" + n % PRODUCTS);
            say("%-32s %s", "bare one-transaction order, 8", result);
            return result.perSecond();
        }
    }

    private void checkout(RunningShop shop, CheckoutLoad load, int shoppers, double bare) throws Exception {
        long[] before = processorMillis(shop);
        CheckoutLoad.Result result = load.run(shoppers, SECONDS);
        long[] after = processorMillis(shop);
        say(
                "%-32s %s  %5.1f %% of bare",
                "guest checkout to paid, " + shoppers, result, 100 * result.perSecond() / bare);
        StringBuilder cost = new StringBuilder();
        for (int i = 0; i < PROCESSES.size(); i++) {
            cost.append(String.format(
                    Locale.ROOT, "  %s %.2f", PROCESSES.get(i), (double) (after[i] - before[i]) / result.orders()));
        }
        say("%-32s processor milliseconds per order:%s", "", cost);
    }

    private CheckoutLoad.Result timed(String name, long[] skus) throws Exception {
        long begin = System.nanoTime();
        CheckoutLoad.Result result = new CheckoutLoad(PORT, skus).once(200);
        say("%-32s over in %.2f s", name, (System.nanoTime() - begin) / 1e9);
        return result;
    }

    private void longCart(RunningShop shop, long[] skus) {
        Api api = new Api(shop);
        String cart = api.cartWith(skus[0], 1).body().getString("id");
        for (int i = 1; i < 100; i++) {
            JsonObject line = Json.createObjectBuilder()
                    .add("sku", skus[i])
                    .add("quantity", 2)
                    .build();
            api.post("/api/v1/carts/" + cart + "/lines", line);
        }
        long[] nanos = new long[300];
        for (int i = -100; i < nanos.length; i++) {
            long begin = System.nanoTime();
            api.post("/api/v1/carts/" + cart + "/quote", JsonObject.EMPTY_JSON_OBJECT);
            if (i >= 0) {
                nanos[i] = System.nanoTime() - begin;
            }
        }
        Arrays.sort(nanos);
        say(
                "%-32s p50 %.1f ms  p95 %.1f ms",
                "cart of 100 lines re-quoted", nanos[150] / 1e6, nanos[(int) (.95 * nanos.length)] / 1e6);
    }

    /** User and system time of the processes and, for the database, of all its backends that live or have lived. */
    private static long[] processorMillis(RunningShop shop) throws IOException {
        long[] millis = new long[PROCESSES.size()];
        for (int i = 0; i < millis.length; i++) {
            ProcessHandle process = ProcessHandle.of(shop.pid(PROCESSES.get(i))).orElseThrow();
            millis[i] = ticks(process.pid(), PROCESSES.get(i).equals("database") ? 4 : 2);
            if (PROCESSES.get(i).equals("database")) {
                for (ProcessHandle backend : process.children().toList()) {
                    millis[i] += ticks(backend.pid(), 2);
                }
            }
        }
        return millis;
    }

    /** The first so many of utime, stime, cutime and cstime, in milliseconds at 100 ticks a second. */
    private static long ticks(long pid, int fields) throws IOException {
        Path file = Path.of("/proc", Long.toString(pid), "stat");
        if (!Files.exists(file)) {
            return 0;
        }
        String stat = Files.readString(file);
        String[] parts = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        long sum = 0;
        for (int i = 0; i < fields; i++) {
            sum += Long.parseLong(parts[11 + i]);
        }
        return sum * 10;
    }

    private void say(String format, Object... arguments) {
        String line = String.format(Locale.ROOT, format, arguments);
        report.add(line);
        System.out.println(line);
    }

    private static Path products() {
        List<String> lines = new ArrayList<>(List.of("sku,title,category,price,stock"));
        for (int i = 0; i < PRODUCTS; i++) {
            lines.add("B-%03d,Thing %d,Things,%d.00,100000000".formatted(i, i, 10 + i % 90));
        }
        lines.add("RUSH,Rare lamp,Things,120.00,50");
        return CsvFile.write("checkout-benchmark.csv", lines);
    }

    private static long[] skus(RunningShop shop, String prefix) throws SQLException {
        List<Long> skus = new ArrayList<>();
        try (Connection connection = shop.database();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT id FROM catalog.sku WHERE code LIKE '" + prefix + "%' ORDER BY code")) {
            while (row.next()) {
                skus.add(row.getLong(1));
            }
        }
        return skus.stream().mapToLong(Long::longValue).toArray();
    }
}
