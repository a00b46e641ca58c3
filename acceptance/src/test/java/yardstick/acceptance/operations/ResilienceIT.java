package yardstick.acceptance.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
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
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import yardstick.acceptance.shop.Api;
import yardstick.acceptance.shop.CsvFile;
import yardstick.acceptance.shop.RunningShop;
import yardstick.sandbox.Impressions;
import yardstick.sandbox.Shopper;

/**
 * Each part is really taken away, one at a time, and each cell of the table of docs/resilience.md is tried while it is
 * away: browse, search, cart, check out, pay, follow an order, administer.
 */
@Timeout(value = 6, unit = TimeUnit.MINUTES)
class ResilienceIT {

    private static final MailDoor MAIL = new MailDoor();
    private static final RunningShop SHOP =
            RunningShop.start("resilience", 23_183, Map.of("YARDSTICK_MAIL_SMTP_URL", MAIL.url()), "--no-demo");
    private static final Api API = new Api(SHOP);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private static final List<String> GATEWAY = List.of("authorise", "capture", "void", "refund", "query");
    private static final List<String> CARRIER = List.of("shipment", "track", "recall");

    private static long sku;
    private static String cart = "";
    private static String slug = "";
    private static String goneSlug = "";
    private static Api.Bought paid = new Api.Bought(0, "", "");
    private static Shopper staff = browser();

    private static Shopper browser() {
        return new Shopper(SHOP.url(), Shopper.client(), new Impressions(), Duration.ZERO);
    }

    @BeforeAll
    static void trade() throws Exception {
        SHOP.json(
                "import",
                "catalog",
                "--json",
                CsvFile.write(
                                "resilience.csv",
                                List.of(
                                        "sku,title,category,price,stock",
                                        "TOUGH-1,Tough mug,Mugs,15.00,100000",
                                        "GONE-1,Gone bowl,Bowls,15.00,0"))
                        .toString());
        sku = SHOP.number("SELECT id FROM catalog.sku WHERE code = 'TOUGH-1'");
        slug = slug("TOUGH-1");
        goneSlug = slug("GONE-1");
        paid = bought();
        cart = API.cartWith(sku, 1).body().getString("id");
        staff = signedIn();
    }

    private static String slug(String code) throws Exception {
        return text("SELECT p.slug FROM catalog.sku s JOIN catalog.product p ON p.id = s.product_id WHERE s.code = '"
                + code + "'");
    }

    private static Shopper signedIn() {
        Shopper browser = browser();
        browser.open(API.admin("/api/admin/one-time-link", JsonObject.EMPTY_JSON_OBJECT)
                .body()
                .getString("url"));
        String password = "resilience-of-the-shop-1";
        browser.submit(
                "/admin/enter", Map.of("token", browser.field("token"), "password", password, "repeated", password));
        return browser;
    }

    /** A whole purchase; the order is paid. */
    private static Api.Bought bought() {
        Api.Bought order = API.buy(sku, 1);
        API.pay(order);
        assertEquals("paid", API.settledState(order));
        return order;
    }

    /** The columns of the table that are pages. */
    private static Map<String, String> pages() {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("browse", "/en/p/" + slug);
        pages.put("search", "/en/search?q=mug");
        pages.put("cart", "/en/cart");
        pages.put("follow an order", "/en/order/" + paid.orderToken());
        return pages;
    }

    /** Everything but paying works. */
    private static void assertOpen() throws Exception {
        for (Map.Entry<String, String> each : pages().entrySet()) {
            assertEquals(200, page(each.getValue()).statusCode(), each::getKey);
        }
        assertTrue(API.cartWith(sku, 2).status() < 300, "cart");
        Shopper.Page orders = staff.open("/admin/orders");
        assertEquals(200, orders.status(), "administer");
        assertTrue(orders.address().endsWith("/admin/orders"), orders::address);
    }

    private static HttpResponse<String> page(String path) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(SHOP.url() + path))
                        .timeout(Duration.ofSeconds(30))
                        .header("Accept", "text/html")
                        .header("Cookie", "yk_cart=" + cart)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static void assertFound() throws Exception {
        awaitTrue("search finds it", () -> page("/en/search?q=mug").body().contains(slug));
    }

    private static void awaitTrue(String what, Callable<Boolean> condition) throws Exception {
        for (int i = 0; i < 180; i++) {
            if (condition.call()) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(500);
        }
        throw new AssertionError(what + " did not happen within 90 s");
    }

    /** These operations of the sandbox hang, and nothing of them is done. */
    private static void hang(List<String> operations) throws Exception {
        for (String operation : operations) {
            sandbox(
                    "POST",
                    Json.createObjectBuilder()
                            .add("operation", operation)
                            .add("kind", "timeout_before")
                            .add("times", Integer.MAX_VALUE)
                            .add("delay_ms", 8_000)
                            .build()
                            .toString());
        }
    }

    private static void sandbox(String method, String body) throws Exception {
        int status = HTTP.send(
                        HttpRequest.newBuilder(URI.create(SHOP.sandboxUrl() + "/sandbox/faults"))
                                .method(method, HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
        assertTrue(status / 100 == 2, () -> "the sandbox answered " + status);
    }

    private static void signal(String name, long pid) throws IOException, InterruptedException {
        assertEquals(
                0,
                new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                        .start()
                        .waitFor());
    }

    @Test
    void withoutGatewayTheOrderIsPlacedAndPaidLater() throws Exception {
        Api.Bought order;
        hang(GATEWAY);
        try {
            assertOpen();
            assertFound();
            order = API.buy(sku, 1);
            assertEquals(201, order.status(), "check out");
            assertTrue(order.redirectUrl().contains("/order/" + order.orderToken()), order::redirectUrl);
            assertEquals(200, page("/en/order/" + order.orderToken()).statusCode());
        } finally {
            sandbox("DELETE", "");
        }
        String attempt = "FROM orders.payment_attempt a JOIN orders.orders o ON o.id = a.order_id WHERE o.token = '"
                + order.orderToken() + "'";
        awaitTrue(
                "the payment begins by itself",
                () -> !text("SELECT coalesce(a.redirect_url, '') " + attempt).isEmpty());
        API.pay(new Api.Bought(201, order.orderToken(), text("SELECT a.redirect_url " + attempt)));
        assertEquals("paid", API.settledState(order));
    }

    @Test
    void withoutCarrierOrdersArePaidAndFollowed() throws Exception {
        hang(CARRIER);
        try {
            assertOpen();
            assertFound();
            Api.Bought order = bought();
            assertEquals(200, page("/en/order/" + order.orderToken()).statusCode());
        } finally {
            sandbox("DELETE", "");
        }
    }

    @Test
    void withoutMailServerOrdersArePaidAndMailsWait() throws Exception {
        MAIL.close();
        try {
            Shopper shopper = browser();
            shopper.open("/en/p/" + goneSlug);
            Shopper.Page asked = shopper.submit(
                    "/en/p/" + goneSlug + "/notify",
                    Map.of("sku", shopper.field("sku"), "email", "waiting@example.org"));
            assertEquals(200, asked.status());
            API.admin(
                    "/api/admin/stock",
                    Json.createObjectBuilder()
                            .add("reason", "delivery")
                            .add("on_hand", Json.createObjectBuilder().add("GONE-1", 5))
                            .build());
            awaitTrue(
                    "a try to send the mail",
                    () -> text("SELECT count(*) FROM kernel.mail"
                                    + " WHERE key LIKE 'back-in-stock:%' AND sent_at IS NULL AND problem <> ''")
                            .equals("1"));
            assertOpen();
            assertFound();
            bought();
        } finally {
            MAIL.open();
        }
        text("UPDATE kernel.mail SET next_try_at = now() WHERE sent_at IS NULL RETURNING key");
        awaitTrue(
                "the mail leaves", () -> MAIL.mails().stream().anyMatch(mail -> mail.contains("waiting@example.org")));
    }

    @Test
    void withoutDatabaseEverybodyIsAskedToComeBack() throws Exception {
        long supervisor = SHOP.pid("supervisor");
        long database = SHOP.pid("database");
        signal("STOP", supervisor);
        try {
            signal("KILL", database);
            TimeUnit.SECONDS.sleep(2);
            for (Map.Entry<String, String> each : pages().entrySet()) {
                HttpResponse<String> answer = page(each.getValue());
                assertTrue(!answer.body().contains("\tat "), each::getKey);
                if (each.getKey().equals("search") && answer.statusCode() == 200) {
                    continue;
                }
                assertEquals(503, answer.statusCode(), each::getKey);
                assertTrue(answer.headers().firstValue("Retry-After").isPresent(), each::getKey);
            }
            assertEquals(
                    503, API.post("/api/v1/carts", JsonObject.EMPTY_JSON_OBJECT).status(), "check out");
            assertEquals(503, page("/admin/orders").statusCode(), "administer");
            assertEquals(200, page("/health/live").statusCode());
            assertEquals(503, page("/health/ready").statusCode());
        } finally {
            signal("CONT", supervisor);
        }
        awaitUp();
        assertEquals("paid", API.settledState(paid));
        assertOpen();
        bought();
    }

    @Test
    void withoutIndexTheShopIsOpenAndSearchComesBack() throws Exception {
        long server = SHOP.pid("server");
        long supervisor = SHOP.pid("supervisor");
        signal("STOP", supervisor);
        try {
            signal("KILL", server);
            awaitTrue("the end of the server", () -> !reachable());
            delete(SHOP.data().resolve("index"));
        } finally {
            signal("CONT", supervisor);
        }
        TimeUnit.SECONDS.sleep(2);
        awaitUp();
        assertOpen();
        bought();
        assertFound();
    }

    /** A stopped supervisor does not reap its child, so that the end of the process is not to be seen. */
    private static boolean reachable() throws InterruptedException {
        try {
            page("/health/live");
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void awaitUp() throws Exception {
        awaitTrue("the shop is up", () -> SHOP.status().getString("health").equals("up"));
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
