package yardstick.acceptance.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import jakarta.json.Json;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import yardstick.acceptance.shop.Api;
import yardstick.acceptance.shop.Command;
import yardstick.acceptance.shop.CsvFile;
import yardstick.acceptance.shop.RunningShop;

/** Script in what suppliers and shoppers write never runs: titles, descriptions, attributes, reviews, questions. */
class SupplierScriptIT {

    private static final RunningShop SHOP = RunningShop.demo();

    private static final List<String> PAYLOADS = List.of(
            "<script>window.pwned=1</script>",
            "<img src=x onerror=window.pwned=2>",
            "<svg onload=window.pwned=3></svg>",
            "<a href=javascript:window.pwned=4 id=bait>click</a>",
            "<iframe srcdoc='<script>parent.pwned=5</script>'></iframe>",
            "<details open ontoggle=window.pwned=6>x</details>",
            "</script><script>window.pwned=7</script>",
            "\"><img src=x onerror=window.pwned=8>",
            "<math><mtext><table><mglyph><style><img src=x onerror=window.pwned=9></style></mglyph></table></mtext></math>",
            "<form action=javascript:window.pwned=10><button>y</button></form>",
            "<p style=\"background:url(javascript:window.pwned=11)\" onmouseover=window.pwned=12>z</p>",
            "<base href=//evil.example/><link rel=stylesheet href=//evil.example/a.css>");

    @SuppressWarnings("NullAway.Init")
    private static Browser browser;

    @BeforeAll
    static void open() {
        browser = new Browser();
    }

    @AfterAll
    static void close() {
        browser.close();
    }

    private static void load() {
        List<String> lines = new ArrayList<>();
        lines.add("sku,title,title_zh,brand,price,stock,description,description_zh,variant,attr:Note");
        for (int i = 0; i < PAYLOADS.size(); i++) {
            String text = PAYLOADS.get(i).replace("\"", "\"\"");
            lines.add(String.format(
                    "XS%d,\"Zyxwv %d %s\",\"%s\",\"%s\",10.00,5,\"Plain. %s\",\"%s\",\"%s\",\"%s\"",
                    i, i, text, text, text, text, text, text, text));
        }
        Command.Result result = SHOP.run(
                "import", "catalog", CsvFile.write("scripts.csv", lines).toString(), "--supplier", "scripts");
        assertEquals(0, result.code(), result.errors());
    }

    private static void review(Api api, String slug, String text) throws SQLException {
        long sku = SHOP.number("SELECT id FROM catalog.sku WHERE code = 'XS0'");
        Api.Bought order = api.buy(sku, 1);
        api.pay(order);
        assertEquals("paid", api.settledState(order));
        Api.Answer posted = api.post(
                "/api/v1/orders/" + order.orderToken() + "/reviews",
                Json.createObjectBuilder()
                        .add("product", slug)
                        .add("stars", 5)
                        .add("title", text)
                        .add("text", "Good quality, fast. " + text)
                        .add("name", "A <b>b</b>")
                        .build());
        assertEquals(201, posted.status());
        assertEquals("WAITING", posted.body().getString("state"), "markup waits for somebody to look at it");
        try (var connection = SHOP.database();
                var statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE catalog.review SET state = 'PUBLISHED' WHERE state = 'WAITING'");
        }
    }

    @Test
    void neitherSuppliersNorShoppersRunScriptInTheShop() throws SQLException {
        load();
        Page page = browser.page(true, 1440, "en-US");
        List<String> alarms = new ArrayList<>();
        page.onDialog(dialog -> {
            alarms.add(dialog.message());
            dialog.dismiss();
        });
        page.onRequest(request -> {
            if (!request.url().startsWith(SHOP.url()) && request.url().startsWith("http")) {
                alarms.add(request.url());
            }
        });
        page.navigate(SHOP.url() + "/en/search?q=zyxwv");
        List<String> slugs = new ArrayList<>();
        for (var link : page.locator("main .card a[href*='/p/']").all()) {
            String address = String.valueOf(link.getAttribute("href"));
            slugs.add(address.substring(address.lastIndexOf('/') + 1));
        }
        assertEquals(PAYLOADS.size(), slugs.size());
        review(new Api(SHOP), slugs.getFirst(), PAYLOADS.get(1));
        for (String language : List.of("en", "zh")) {
            look(page, SHOP.url() + "/" + language + "/search?q=zyxwv", alarms);
            page.locator("#q").fill("zyxw");
            page.locator("#q").press("v");
            page.waitForTimeout(400);
            assertEquals(false, page.evaluate("'pwned' in window"), "suggestions");
            for (String slug : slugs) {
                look(page, SHOP.url() + "/" + language + "/p/" + slug, alarms);
            }
        }
        look(page, SHOP.url() + "/en/p/" + slugs.getFirst() + "?aspect=quality&say=good", alarms);
        assertTrue(page.locator("#reviews mark").count() > 0, "the review is shown");
        assertTrue(page.locator("#reviews").textContent().contains("onerror"), "as text");
    }

    private static void look(Page page, String address, List<String> alarms) {
        page.navigate(address);
        page.mouse().move(300, 500);
        for (var bait : page.locator("main a[href^='javascript']").all()) {
            bait.click();
        }
        assertEquals(false, page.evaluate("'pwned' in window"), address);
        assertEquals(List.of(), alarms, address);
    }
}
