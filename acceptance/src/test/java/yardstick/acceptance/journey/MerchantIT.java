package yardstick.acceptance.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import yardstick.acceptance.shop.Command;
import yardstick.acceptance.shop.CsvFile;
import yardstick.acceptance.shop.RunningShop;

/** A merchant from the one-time link to the panel. */
class MerchantIT {

    private static final RunningShop SHOP = RunningShop.demo();

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

    @Test
    void fromTheOneTimeLinkToThePanel() {
        Page page = browser.page(true, 1440, "en-US");
        page.navigate(oneTimeLink());
        browser.assertAccessible(page);
        for (var field : page.locator("input[type=password]").all()) {
            field.fill("a long enough passphrase");
        }
        page.locator("main form button").first().click();
        page.waitForURL("**/admin");
        visitEveryPage(page);
        importFile(page);
        Page other = browser.page(true, 360, "zh-CN");
        other.navigate(SHOP.url() + "/admin/orders");
        assertTrue(other.url().contains("sign-in"), "without signing in there is only the sign-in page");
    }

    @Test
    void theCommandShowsBothArmsOfTheRelease() {
        JsonObject release =
                SHOP.json("panel", "--json").getJsonArray("releases").getValuesAs(JsonObject.class).stream()
                        .filter(each -> each.getString("key").equals("cart-bought-together"))
                        .findFirst()
                        .orElseThrow();
        JsonObject ratio = release.getJsonObject("sample_ratio");
        assertTrue(ratio.getInt("control") > 100 && ratio.getInt("treatment") > 100, ratio::toString);
        assertFalse(ratio.getBoolean("mismatch"), ratio::toString);
        List<JsonObject> effects = release.getJsonArray("effects").getValuesAs(JsonObject.class);
        assertTrue(
                effects.stream()
                        .map(effect -> effect.getString("metric").toLowerCase(Locale.ROOT))
                        .toList()
                        .containsAll(List.of("atv", "cvr", "rpr")),
                effects::toString);
        for (JsonObject effect : effects) {
            List<JsonNumber> interval = effect.getJsonArray("interval").getValuesAs(JsonNumber.class);
            double difference = effect.getJsonNumber("difference").doubleValue();
            assertTrue(
                    interval.get(0).doubleValue() <= difference
                            && difference <= interval.get(1).doubleValue(),
                    effect::toString);
        }
    }

    /** All that the navigation leads to, and a release; axe looks at each once. */
    private static void visitEveryPage(Page page) {
        List<String> paths = new ArrayList<>(page.locator("nav a[href^='/admin']").all().stream()
                .map(link -> link.getAttribute("href"))
                .toList());
        assertTrue(paths.size() > 20, paths::toString);
        paths.add("/admin/releases/cart-bought-together");
        for (String path : paths) {
            assertShown(page, "/zh" + path, "zh-CN");
            assertShown(page, "/en" + path, "en");
            browser.assertAccessible(page);
        }
        page.navigate(SHOP.url() + "/admin/panel");
        assertTrue(page.locator("svg").count() > 0 && page.locator("table").count() > 0, "charts have tables");
    }

    private static void assertShown(Page page, String path, String language) {
        Response answer = page.navigate(SHOP.url() + path);
        assertEquals(200, answer.status(), path);
        assertEquals(language, page.getAttribute("html", "lang"));
    }

    private static void importFile(Page page) {
        page.navigate(SHOP.url() + "/en/admin/goods-imports");
        page.locator("input[type=file]")
                .first()
                .setInputFiles(CsvFile.write(
                        "merchant.csv",
                        List.of("sku,title,category,price,stock", "MER-1,Walnut tray,Kitchen,88.00,3")));
        page.locator("input[type=file]")
                .first()
                .locator("xpath=ancestor::form")
                .locator("button")
                .first()
                .click();
        page.waitForURL("**/admin/goods-imports/*");
        browser.assertAccessible(page);
        page.locator("form[action$='/compare'] button").click();
        page.locator("form[action$='/apply'] button").click();
        page.locator(".state.APPLIED").waitFor();
        browser.assertAccessible(page);
    }

    /** Another run of the command on a running shop prints a fresh link. */
    private static String oneTimeLink() {
        Command.Result result = SHOP.run("run", "--detach", "--port", "23180");
        return result.output()
                .lines()
                .filter(line -> line.startsWith("Admin"))
                .map(line -> line.split("\\s+")[1])
                .findFirst()
                .orElseThrow();
    }
}
