package yardstick.acceptance.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import yardstick.acceptance.shop.RunningShop;

/** A shopper without a pointer: from the address bar to the paid order with Tab, Space, Enter and letters. */
class KeyboardIT {

    private static final RunningShop SHOP = RunningShop.demo();
    private static final int MOST_TABS = 300;

    /** An outline on the element, on what stands for it (the card of a link, the text of a hidden box) or the search field's border. */
    private static final String SHOWS_FOCUS = """
            (() => {
              const element = document.activeElement;
              const outlined = style => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
              return element === document.body
                || outlined(getComputedStyle(element))
                || outlined(getComputedStyle(element, '::after'))
                || (element.nextElementSibling && outlined(getComputedStyle(element.nextElementSibling)))
                || element.closest('.search') !== null;
            })()""";

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

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void buysWithKeysAlone(boolean script) throws SQLException {
        Page page = browser.page(script, 1440, "en-US");
        page.navigate(SHOP.url() + "/en");
        press(page, "button[name=choice][value=all]");
        page.locator(".consent").waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
        type(page, "#q", "tea");
        page.keyboard().press("Enter");
        page.waitForURL("**/search?**");
        press(page, "main a[href*='/p/']");
        page.waitForURL("**/p/**");
        press(page, "form[action$='/cart/add'] button.wide");
        page.waitForURL("**/cart");
        press(page, "a[href$='/checkout']");
        page.waitForURL("**/checkout");
        type(page, "#name", "Test Shopper");
        type(page, "#email", "keyboard@example.org");
        type(page, "#phone", "13800000000");
        type(page, "#line1", "1 Harbour Road");
        type(page, "#city", "Shanghai");
        press(page, "form.fields button.wide");
        page.waitForURL("**/pay/**");
        press(page, "button[name=action][value=pay]");
        page.waitForURL("**/order/**");
        String token = page.url().replace("/return", "").replaceAll(".*/", "");
        page.navigate(page.url().replace("/return", ""));
        assertEquals(
                1, SHOP.number("SELECT count(*) FROM orders.orders WHERE state = 'PAID' AND token = '" + token + "'"));
    }

    @Test
    void theFirstTabSkipsToTheContent() {
        Page page = browser.page(false, 1440, "en-US");
        page.navigate(SHOP.url() + "/en");
        page.keyboard().press("Tab");
        assertTrue(focused(page, "a.skip"), "the first stop is the way past the menu");
        assertTrue(page.locator("a.skip").boundingBox().y >= 0, "it can be seen while it has the focus");
        page.keyboard().press("Enter");
        page.keyboard().press("Tab");
        assertEquals(true, page.evaluate("document.querySelector('main').contains(document.activeElement)"));
    }

    /** Tabs to the element and presses Enter. */
    private static void press(Page page, String selector) {
        tabTo(page, selector);
        page.keyboard().press("Enter");
    }

    private static void type(Page page, String selector, String text) {
        tabTo(page, selector);
        page.keyboard().press("ControlOrMeta+a");
        page.keyboard().type(text);
    }

    /** As often as needed; every stop on the way must show that it has the focus. */
    private static void tabTo(Page page, String selector) {
        for (int i = 0; i < MOST_TABS && !focused(page, selector); i++) {
            page.keyboard().press("Tab");
            assertTrue(
                    (Boolean) page.evaluate(SHOWS_FOCUS),
                    () -> "no visible focus on " + page.evaluate("document.activeElement.outerHTML.slice(0, 200)"));
        }
        assertTrue(focused(page, selector), () -> selector + " cannot be reached with Tab on " + page.url());
    }

    private static boolean focused(Page page, String selector) {
        return (Boolean) page.evaluate("selector => document.activeElement.matches(selector)", selector);
    }
}
