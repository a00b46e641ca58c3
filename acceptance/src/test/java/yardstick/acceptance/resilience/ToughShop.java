package yardstick.acceptance.resilience;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import yardstick.acceptance.shop.Api;
import yardstick.acceptance.shop.CsvFile;
import yardstick.acceptance.shop.RunningShop;
import yardstick.sandbox.Impressions;
import yardstick.sandbox.Shopper;

/** The shop whose parts are taken away one at a time, with an order, a cart and somebody at its administration. */
final class ToughShop {

    private static final ToughShop ONLY = new ToughShop();

    final MailDoor mail = new MailDoor();
    final RunningShop shop =
            RunningShop.start("resilience", 23_183, Map.of("YARDSTICK_MAIL_SMTP_URL", mail.url()), "--no-demo");
    final Api api = new Api(shop);
    final long sku;
    final String slug;
    final String goneSlug;
    final Api.Bought paid;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final String cart;
    private final Shopper staff;

    private ToughShop() {
        shop.json(
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
        sku = Long.parseLong(text("SELECT id FROM catalog.sku WHERE code = 'TOUGH-1'"));
        slug = slug("TOUGH-1");
        goneSlug = slug("GONE-1");
        paid = bought();
        cart = api.cartWith(sku, 1).body().getString("id");
        staff = signedIn();
    }

    /** Started once, by the first who asks. */
    static ToughShop open() {
        return ONLY;
    }

    private String slug(String code) {
        return text("SELECT p.slug FROM catalog.sku s JOIN catalog.product p ON p.id = s.product_id WHERE s.code = '"
                + code + "'");
    }

    /** One who does not try again. */
    Shopper shopper() {
        return new Shopper(shop.url(), Shopper.client(), new Impressions(), Duration.ZERO);
    }

    private Shopper signedIn() {
        Shopper browser = shopper();
        browser.open(api.admin("/api/admin/one-time-link", JsonObject.EMPTY_JSON_OBJECT)
                .body()
                .getString("url"));
        String password = "resilience-of-the-shop-1";
        browser.submit(
                "/admin/enter", Map.of("token", browser.field("token"), "password", password, "repeated", password));
        return browser;
    }

    /** A whole purchase; the order is paid. */
    Api.Bought bought() {
        Api.Bought order = api.buy(sku, 1);
        api.pay(order);
        assertEquals("paid", api.settledState(order));
        return order;
    }

    /** The columns of the table that are pages. */
    Map<String, String> pages() {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("browse", "/en/p/" + slug);
        pages.put("search", "/en/search?q=mug");
        pages.put("cart", "/en/cart");
        pages.put("follow an order", "/en/order/" + paid.orderToken());
        return pages;
    }

    /** Everything but searching and paying works. */
    void assertOpen() {
        for (Map.Entry<String, String> each : pages().entrySet()) {
            assertEquals(200, page(each.getValue()).statusCode(), each::getKey);
        }
        assertTrue(api.cartWith(sku, 2).status() < 300, "cart");
        Shopper.Page orders = administer();
        assertEquals(200, orders.status(), "administer");
        assertTrue(orders.address().endsWith("/admin/orders"), orders::address);
    }

    /** What somebody who is signed in sees of the orders. */
    Shopper.Page administer() {
        return staff.open("/admin/orders");
    }

    void assertFound() throws Exception {
        awaitTrue("search finds it", () -> page("/en/search?q=mug").body().contains(slug));
    }

    HttpResponse<String> page(String path) {
        return send(HttpRequest.newBuilder(URI.create(shop.url() + path))
                .timeout(Duration.ofSeconds(30))
                .header("Accept", "text/html")
                .header("Cookie", "yk_cart=" + cart)
                .build());
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static void awaitTrue(String what, Callable<Boolean> condition) throws Exception {
        for (int i = 0; i < 180; i++) {
            if (condition.call()) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(500);
        }
        throw new AssertionError(what + " did not happen within 90 s");
    }

    void awaitUp() throws Exception {
        awaitTrue("the shop is up", () -> shop.status().getString("health").equals("up"));
    }

    static void signal(String name, long pid) throws IOException, InterruptedException {
        assertEquals(
                0,
                new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                        .start()
                        .waitFor());
    }

    String text(String sql) {
        try (var connection = shop.database();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            return row.next() ? String.valueOf(row.getString(1)) : "";
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
