package yardstick.acceptance.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import yardstick.acceptance.shop.RunningShop;

/** A shopper from the search box to the paid order, in both languages, with and without JavaScript. */
class ShopperIT {

    private static final RunningShop SHOP = RunningShop.demo();
    private static final Map<String, String> ADDRESS = Map.of(
            "email", "shopper@example.org",
            "phone", "13800000000",
            "name", "Test Shopper",
            "line1", "1 Harbour Road",
            "city", "Shanghai");

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

    /** Every language with and without JavaScript; a phone and a desk each once in both. */
    @ParameterizedTest(name = "{0}, JavaScript {1}, {2} px")
    @CsvSource({"en, false, 1440", "zh, false, 360", "en, true, 360", "zh, true, 1440"})
    void searchesFiltersAndBuys(String language, boolean script, int width) throws SQLException {
        boolean english = "en".equals(language);
        buy(browser.page(script, width, english ? "en-US" : "zh-CN"), language, english ? "tea" : "茶", script);
    }

    private static void buy(Page page, String language, String words, boolean script) throws SQLException {
        page.navigate(SHOP.url() + "/");
        assertEquals(SHOP.url() + "/" + language, page.url());
        browser.assertAccessible(page);
        page.locator("button[name=choice][value=all]").click();
        assertEquals(0, page.locator(".consent").count());
        assertEquals(SHOP.url() + "/" + language, page.url(), "the decision leads back to where it was made");

        page.locator("#q").fill(words);
        page.locator("#q").press("Enter");
        page.waitForURL("**/search?**");
        assertTrue(page.locator(".card, [class*=card]").count() > 1, "the search finds something");
        browser.assertAccessible(page);

        filterAndSort(page, script);
        browser.assertAccessible(page);
        page.locator("main a[href*='/p/']").first().click();
        page.waitForURL("**/p/**");
        browser.assertAccessible(page);
        page.locator("#quantity").fill("2");
        page.locator("form[action$='/cart/add'] button.wide").click();
        page.navigate(SHOP.url() + "/" + language + "/cart");
        assertEquals("2", page.locator("ul.lines input[name=quantity]").first().inputValue());
        browser.assertAccessible(page);

        page.locator("#code").fill("NO-SUCH-CODE");
        page.locator("#coupon button").click();
        assertTrue(page.locator(".note.bad[role=alert]").isVisible(), "an unknown code is refused with a reason");
        page.locator("#code").fill("TEA20");
        page.locator("#coupon button").click();
        assertTrue(page.locator("#coupon").textContent().contains("TEA20"));

        page.locator("a[href$='/checkout']").first().click();
        page.waitForURL("**/checkout");
        browser.assertAccessible(page);
        refusesBadInputAndKeepsIt(page);
        payAndSeeTheOrder(page);
    }

    /** The filter and the order of the list, as people set them; without JavaScript by the form's own button. */
    private static void filterAndSort(Page page, boolean script) {
        long all = hits(page);
        assertTrue(page.locator(".card .out").count() > 0, "something is sold out, or the filter has nothing to do");
        if (!page.locator("input[name=stock][value=in]").isVisible()) {
            page.locator("details.facets > summary").click();
        }
        page.locator("input[name=stock][value=in]").check();
        if (!script) {
            page.locator("details.facets .go button").click();
        }
        page.waitForURL("**stock=in**");
        assertTrue(hits(page) > 0 && hits(page) < all, "a filter leaves some of " + all);
        assertEquals(0, page.locator(".card .out").count(), "nothing sold out is left");
        page.locator("#sort").selectOption("price_descending");
        if (!script) {
            page.locator(".tools button.go").click();
        }
        page.waitForURL("**sort=price_descending**");
        assertTrue(page.url().contains("stock=in"), "the order keeps the filter");
        List<Long> prices = prices(page);
        assertEquals(prices.stream().sorted(Comparator.reverseOrder()).toList(), prices, "dearest first");
        assertTrue(prices.getFirst() > prices.getLast(), "an order can be seen");
    }

    /** What the cards cost, in minor units. */
    private static List<Long> prices(Page page) {
        return page.locator(".card .cost b").allTextContents().stream()
                .map(text -> Long.parseLong(text.replaceAll("\\D+", "")))
                .toList();
    }

    private static long hits(Page page) {
        return Long.parseLong(page.locator("p.count")
                .textContent()
                .replaceAll("\\D+", " ")
                .strip()
                .split(" ")[0]);
    }

    private static void refusesBadInputAndKeepsIt(Page page) {
        page.locator("#name").fill("Test Shopper");
        page.locator("#email").fill("not an address");
        page.locator("form.fields button.wide").click();
        assertTrue(page.locator("#problems a[href='#email']").isVisible(), "the summary links to the field");
        assertEquals("true", page.locator("#email").getAttribute("aria-invalid"));
        assertEquals("Test Shopper", page.locator("#name").inputValue());
        assertEquals("not an address", page.locator("#email").inputValue());
    }

    private static void payAndSeeTheOrder(Page page) throws SQLException {
        long before = SHOP.number("SELECT count(*) FROM orders.orders WHERE source = 'shop'");
        ADDRESS.forEach((field, value) -> page.locator("#" + field).fill(value));
        page.locator("#country").selectOption("CN");
        page.locator("form.fields button.wide").click();
        page.waitForURL("**/pay/**");
        page.locator("button[name=action][value=pay]").click();
        page.waitForURL("**/order/**");
        String order = page.url().replace("/return", "");
        page.navigate(order);
        assertTrue(page.locator("main").textContent().contains("TEA20"), "the order shows its discount");
        browser.assertAccessible(page);
        page.goBack();
        page.reload();
        page.navigate(order);
        String token = order.substring(order.lastIndexOf('/') + 1);
        assertEquals(before + 1, SHOP.number("SELECT count(*) FROM orders.orders WHERE source = 'shop'"));
        assertEquals(
                1,
                SHOP.number("SELECT count(*) FROM orders.orders o JOIN orders.payment_attempt a ON a.order_id = o.id"
                        + " WHERE o.token = '" + token + "' AND o.state = 'PAID' AND a.state = 'CAPTURED'"));
    }

    @Test
    void aCheckoutSentFromTwoTabsIsOneOrder() throws SQLException {
        Page first = browser.page(false, 1440, "en-US");
        putDearestInCart(first);
        Page second = first.context().newPage();
        for (Page page : List.of(first, second)) {
            page.navigate(SHOP.url() + "/en/checkout");
            ADDRESS.forEach((field, value) -> page.locator("#" + field).fill(value));
        }
        long before = SHOP.number("SELECT count(*) FROM orders.orders WHERE source = 'shop'");
        first.locator("form.fields button.wide").click();
        first.waitForURL("**/pay/**");
        second.locator("form.fields button.wide").click();
        second.waitForURL("**/pay/**");
        assertEquals(first.url(), second.url());
        assertEquals(before + 1, SHOP.number("SELECT count(*) FROM orders.orders WHERE source = 'shop'"));
    }

    private static void putDearestInCart(Page page) {
        page.navigate(SHOP.url() + "/en/search?stock=in&sort=price_descending");
        page.locator("main a[href*='/p/']").first().click();
        page.locator("form[action$='/cart/add'] button.wide").click();
    }

    /** The demo's towel comes in three sizes, each with its price. */
    @ParameterizedTest(name = "JavaScript {0}")
    @ValueSource(booleans = {false, true})
    void theVariantThatIsChosenIsTheOneInTheCart(boolean script) {
        Page page = browser.page(script, 360, "en-US");
        page.navigate(SHOP.url() + "/en/search?q=bath+towel");
        page.locator("main a[href*='/p/bath-towel']").first().click();
        page.waitForURL("**/p/bath-towel**");
        assertEquals(3, page.locator(".options a").count());
        Locator large = page.locator(".options a").filter(new Locator.FilterOptions().setHasText("100 × 150"));
        String price = large.locator("small").textContent();
        large.click();
        page.waitForURL("**sku=**");
        browser.assertAccessible(page);
        assertEquals(price, page.locator(".cost.big b").textContent());
        assertTrue(page.locator(".facts").textContent().contains("HT-201-L"));
        page.locator("form[action$='/cart/add'] button.wide").click();
        page.navigate(SHOP.url() + "/en/cart");
        assertTrue(page.locator("ul.lines").textContent().contains("100 × 150 cm"));
        assertTrue(page.locator("ul.lines").textContent().contains(price));
    }

    @Test
    void aDeclineOffersAnotherTryOnTheSameOrder() {
        Page page = browser.page(false, 1440, "en-US");
        putDearestInCart(page);
        page.navigate(SHOP.url() + "/en/checkout");
        ADDRESS.forEach((field, value) -> page.locator("#" + field).fill(value));
        page.locator("form.fields button.wide").click();
        page.waitForURL("**/pay/**");
        page.locator("button[name=action][value=decline]").first().click();
        page.waitForURL("**/order/**");
        String order = page.url().replace("/return", "");
        page.navigate(order);
        browser.assertAccessible(page);
        page.locator("form[action$='/pay'] input[value=card-redirect]").check();
        page.locator("form[action$='/pay'] button").first().click();
        page.waitForURL("**/pay/**");
        page.locator("button[name=action][value=pay]").click();
        page.waitForURL("**/order/**");
        page.navigate(order);
        assertFalse(page.locator("form[action$='/pay']").isVisible(), "a paid order asks for no payment");
    }

    @Test
    void nothingIsCollectedBeforeConsentAndFormsNeedTheirToken() throws SQLException {
        Page page = browser.page(true, 1440, "en-US");
        page.navigate(SHOP.url() + "/en/search?q=tea");
        page.waitForTimeout(1_500);
        assertEquals(
                0,
                page.context().cookies().stream()
                        .filter(cookie -> !cookie.name.equals("yk") && !cookie.name.equals("yk_lang"))
                        .count());
        assertEquals(
                403,
                page.request()
                        .post(
                                SHOP.url() + "/en/cart/add",
                                com.microsoft.playwright.options.RequestOptions.create()
                                        .setForm(com.microsoft.playwright.options.FormData.create()
                                                .set("sku", "1")
                                                .set("quantity", "1")))
                        .status());
    }

    @Test
    void anUnknownAddressIsAHelpfulPageWithoutInternals() {
        Page page = browser.page(false, 360, "en-US");
        Response response = page.navigate(SHOP.url() + "/en/no-such-page");
        assertEquals(404, response.status());
        assertTrue(page.locator("input[type=search]").count() > 0);
        assertFalse(page.content().contains("Exception"));
        browser.assertAccessible(page);
    }

    @Test
    void aMemberSignsUpAndSeesTierAndOrders() {
        Page page = browser.page(false, 1440, "zh-CN");
        page.navigate(SHOP.url() + "/zh/sign-up");
        browser.assertAccessible(page);
        page.locator("#name").fill("测试会员");
        page.locator("#email").fill("member-" + ProcessHandle.current().pid() + "@example.org");
        page.locator("#password").fill("a long enough passphrase");
        page.locator("main form button").first().click();
        page.navigate(SHOP.url() + "/zh/account");
        assertTrue(page.locator("main").textContent().contains("测试会员"));
        browser.assertAccessible(page);
        page.navigate(SHOP.url() + "/zh/account/orders");
        browser.assertAccessible(page);
    }
}
