package yardstick.acceptance.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import yardstick.acceptance.shop.Api;
import yardstick.acceptance.shop.RunningShop;

/** A merchant makes a release, lets it run, reads what to do and stops it, by what the pages offer and nothing else. */
class ReleaseIT {

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

    private static Page merchant(String language, int width) {
        Page page = browser.page(true, width, language.equals("zh") ? "zh-CN" : "en-US");
        page.navigate(new Api(SHOP)
                .admin("/api/admin/one-time-link", JsonObject.EMPTY_JSON_OBJECT)
                .body()
                .getString("url"));
        for (var field : page.locator("input[type=password]").all()) {
            field.fill("a long enough passphrase");
        }
        page.locator("main form button").first().click();
        page.waitForURL("**/admin");
        page.navigate(SHOP.url() + "/" + language + "/admin");
        return page;
    }

    @ParameterizedTest
    @CsvSource({"en, 1440", "zh, 360"})
    void fromTheIdeaToTheStop(String language, int width) {
        Page page = merchant(language, width);
        if (width < 1000) {
            page.locator("header .menu").click();
        }
        page.locator("nav details:has(a[href='/admin/releases']) > summary").click();
        page.locator("nav a[href='/admin/releases']").first().click();
        page.locator("a.button[href='/admin/releases/new']").click();
        page.locator("#f-name").fill("Larger pictures " + language);
        page.locator("#f-key").fill("larger-pictures-" + language);
        page.locator("#f-owner").fill("growth");
        page.locator("#f-hypothesis").fill("Larger pictures raise the conversion rate.");
        page.locator("form[action='/admin/releases'] button.primary").click();
        page.waitForURL("**/admin/releases/larger-pictures-" + language);
        assertEquals(1, page.locator(".state.DRAFT").count());

        page.locator("#rollout").fill("50");
        page.locator("form[action$='/ramp/ask'] button").click();
        confirm(page);
        assertEquals(1, page.locator(".state.RUNNING").count());
        assertTrue(page.locator("section[aria-labelledby=verdict] .flash p")
                        .textContent()
                        .length()
                > 20);
        assertFits(page);

        page.locator("form[action$='/stop/ask'] button").click();
        confirm(page);
        assertEquals(1, page.locator(".state.STOPPED").count());
        assertFalse(page.locator("form[action$='/ramp/ask']").isVisible(), "what was stopped is over");
        assertEquals(3, page.locator("ol.timeline li").count(), "made, ramped, stopped");

        page.navigate(SHOP.url() + "/" + language + "/admin/releases/cart-bought-together");
        assertTrue(page.locator("section[aria-labelledby=verdict] .flash h3")
                        .textContent()
                        .length()
                > 3);
        assertPrintable(page);
        for (String path :
                List.of("panel", "attribution", "registry/conversion_rate", "observed/cart-bought-together")) {
            page.navigate(SHOP.url() + "/" + language + "/admin/" + path);
            assertFits(page);
            assertPrintable(page);
        }
    }

    private static void confirm(Page page) {
        page.waitForURL("**/ask");
        page.locator("main form[method=post] button").last().click();
        page.waitForURL(address -> !address.endsWith("/ask"));
    }

    /** Nothing wider than the window but what scrolls by itself. */
    private static void assertFits(Page page) {
        int overflow = (int) page.evaluate("document.documentElement.scrollWidth - innerWidth");
        assertTrue(overflow <= 0, () -> page.url() + " is " + overflow + " px too wide");
    }

    /** On paper there are no forms and no navigation, no table is cut off, and every chart has its table and its CSV. */
    private static void assertPrintable(Page page) {
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertFalse(page.locator("main form").first().isVisible(), page.url());
        assertFalse(page.locator("nav a[href='/admin/orders']").first().isVisible(), page.url());
        assertEquals(
                0,
                page.locator("main .scroll").all().stream()
                        .filter(box -> !box.evaluate("box => getComputedStyle(box).overflowX")
                                .equals("visible"))
                        .count());
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
        if (page.locator("main svg").count() > 0) {
            assertTrue(page.locator("main table").count() > 0, page.url());
            assertTrue(page.locator("main a[href*='.csv']").count() > 0, page.url());
        }
    }
}
