package yardstick.acceptance.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import yardstick.acceptance.shop.Api;
import yardstick.acceptance.shop.CsvFile;
import yardstick.acceptance.shop.RunningShop;

/** Each part is really taken away, and the table of docs/resilience.md is what shoppers and staff then get. */
class ResilienceIT {

    private static final RunningShop SHOP = RunningShop.start("resilience", 23_183, "--no-demo");
    private static final Api API = new Api(SHOP);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private static long sku;
    private static String slug = "";
    private static Api.Bought paid = new Api.Bought(0, "", "");

    @BeforeAll
    static void trade() throws Exception {
        SHOP.json(
                "import",
                "catalog",
                "--json",
                CsvFile.write(
                                "resilience.csv",
                                List.of("sku,title,category,price,stock", "TOUGH-1,Tough mug,Mugs,15.00,100000"))
                        .toString());
        sku = SHOP.number("SELECT id FROM catalog.sku WHERE code = 'TOUGH-1'");
        slug = API.get("/api/v1/products?size=1")
                .body()
                .getJsonArray("products")
                .getJsonObject(0)
                .getString("slug");
        paid = API.buy(sku, 1);
        API.pay(paid);
        assertEquals("paid", API.settledState(paid));
    }

    /** The columns of the table: what people do, and the address that shows whether they can. */
    private static Map<String, String> deeds() {
        Map<String, String> deeds = new LinkedHashMap<>();
        deeds.put("browse", "/en/p/" + slug);
        deeds.put("search", "/en/search?q=mug");
        deeds.put("cart", "/en/cart");
        deeds.put("track", "/en/order/" + paid.orderToken());
        deeds.put("admin", "/admin/sign-in");
        return deeds;
    }

    private static Map<String, Integer> statuses() throws Exception {
        Map<String, Integer> statuses = new LinkedHashMap<>();
        for (Map.Entry<String, String> deed : deeds().entrySet()) {
            statuses.put(deed.getKey(), page(deed.getValue()).statusCode());
        }
        return statuses;
    }

    private static HttpResponse<String> page(String path) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(SHOP.url() + path))
                        .timeout(Duration.ofSeconds(30))
                        .header("Accept", "text/html")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static Map<String, Integer> all(int status) {
        Map<String, Integer> all = new LinkedHashMap<>();
        deeds().keySet().forEach(deed -> all.put(deed, status));
        return all;
    }

    private static void signal(String name, long pid) throws IOException, InterruptedException {
        assertEquals(
                0,
                new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                        .start()
                        .waitFor());
    }

    @Test
    void withoutGatewayAndCarrierEverythingButPayingGoesOn() throws Exception {
        long sandbox = SHOP.pid("sandbox");
        Api.Bought order;
        signal("STOP", sandbox);
        try {
            assertEquals(all(200), statuses());
            order = API.buy(sku, 1);
            assertEquals(201, order.status());
            assertTrue(order.redirectUrl().contains("/order/" + order.orderToken()), order::redirectUrl);
            HttpResponse<String> shown = page("/en/order/" + order.orderToken());
            assertEquals(200, shown.statusCode());
        } finally {
            signal("CONT", sandbox);
        }
        String attempt = text("SELECT a.id FROM orders.payment_attempt a JOIN orders.orders o ON o.id = a.order_id"
                + " WHERE o.token = '" + order.orderToken() + "'");
        for (int i = 0;
                i < 120
                        && text("SELECT coalesce(redirect_url, '') FROM orders.payment_attempt WHERE id = '" + attempt
                                        + "'")
                                .isEmpty();
                i++) {
            TimeUnit.MILLISECONDS.sleep(500);
        }
        String payAt = text("SELECT redirect_url FROM orders.payment_attempt WHERE id = '" + attempt + "'");
        API.pay(new Api.Bought(201, order.orderToken(), payAt));
        assertEquals("paid", API.settledState(order));
    }

    @Test
    void withoutDatabaseEverybodyIsAskedToComeBack() throws Exception {
        long supervisor = SHOP.pid("supervisor");
        long database = SHOP.pid("database");
        signal("STOP", supervisor);
        try {
            signal("KILL", database);
            TimeUnit.SECONDS.sleep(2);
            for (Map.Entry<String, String> deed : deeds().entrySet()) {
                HttpResponse<String> answer = page(deed.getValue());
                if (answer.statusCode() != 200) {
                    assertEquals(503, answer.statusCode(), deed::getKey);
                    assertTrue(answer.headers().firstValue("Retry-After").isPresent(), deed::getKey);
                    assertTrue(!answer.body().contains("\tat "), deed::getKey);
                }
            }
            assertEquals(503, page("/en/order/" + paid.orderToken()).statusCode());
            assertEquals(
                    503,
                    API.post("/api/v1/carts", jakarta.json.JsonObject.EMPTY_JSON_OBJECT)
                            .status());
            assertEquals(200, page("/health/live").statusCode());
            assertEquals(503, page("/health/ready").statusCode());
        } finally {
            signal("CONT", supervisor);
        }
        awaitUp();
        assertEquals(all(200), statuses());
        assertEquals("paid", API.settledState(paid));
    }

    @Test
    void withoutIndexTheShopIsOpenAndSearchComesBack() throws Exception {
        long server = SHOP.pid("server");
        long supervisor = SHOP.pid("supervisor");
        signal("STOP", supervisor);
        try {
            signal("KILL", server);
            ProcessHandle.of(server).ifPresent(process -> process.onExit().join());
            delete(SHOP.data().resolve("index"));
        } finally {
            signal("CONT", supervisor);
        }
        TimeUnit.SECONDS.sleep(2);
        awaitUp();
        Map<String, Integer> first = statuses();
        assertEquals(all(200), first);
        for (int i = 0; i < 120 && !page("/en/search?q=mug").body().contains(slug); i++) {
            TimeUnit.MILLISECONDS.sleep(500);
        }
        assertTrue(page("/en/search?q=mug").body().contains(slug));
    }

    private static void awaitUp() throws InterruptedException {
        for (int i = 0; i < 240 && !SHOP.status().getString("health").equals("up"); i++) {
            TimeUnit.MILLISECONDS.sleep(500);
        }
        assertEquals("up", SHOP.status().getString("health"));
    }

    private static String text(String sql) throws Exception {
        try (var connection = SHOP.database();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            return row.next() ? String.valueOf(row.getString(1)) : "";
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
