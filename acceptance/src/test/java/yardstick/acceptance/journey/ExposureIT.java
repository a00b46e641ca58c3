package yardstick.acceptance.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import yardstick.acceptance.shop.RunningShop;

/** The demo's release in the browser: who consented is exposed once however often the page is seen, nobody else is. */
class ExposureIT {

    private static final RunningShop SHOP = RunningShop.demo();
    private static final String EXPOSURES = "name = 'exposure' AND release = 'cart-bought-together'";

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
    void aVisitorIsExposedOnce() throws Exception {
        long started = TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis());
        Page silent = browser.page(true, 1440, "en-US");
        seeTheCart(silent, "none");
        Page shopper = browser.page(true, 1440, "en-US");
        seeTheCart(shopper, "all");
        Page other = browser.page(false, 360, "zh-CN");
        seeTheCart(other, "all");
        String served = asked(shopper, "cart-bought-together");
        assertEquals(served, asked(shopper, "cart-bought-together"), "a script is told what the page shows");
        assertTrue(List.of("control", "treatment").contains(served), served);
        assertTrue(List.of("control", "treatment").contains(asked(silent, "cart-bought-together")));
        assertEquals("FLAG_NOT_FOUND", asked(shopper, "no-such-release"));
        awaitCarts(started, 10);
        assertEquals(2, count("count(*)", EXPOSURES, started), "one row for each who consented");
        assertEquals(2, count("count(DISTINCT visitor)", EXPOSURES, started));
        assertEquals(2, count("count(DISTINCT visitor)", "true", started), "who refused left no event");
    }

    /** Five times, with another page between. */
    private static void seeTheCart(Page page, String consent) {
        page.navigate(SHOP.url() + "/en");
        page.locator("button[name=choice][value=" + consent + "]").click();
        page.navigate(SHOP.url() + "/en/search?q=tea&stock=in");
        page.locator("main a[href*='/p/']").first().click();
        page.locator("form[action$='/cart/add'] button.wide").click();
        page.waitForLoadState();
        for (int i = 0; i < 2; i++) {
            page.navigate(SHOP.url() + "/en/cart");
            page.reload();
            page.navigate(SHOP.url() + "/en");
        }
    }

    /** The variant, or why there is none, as a script of the page asks for it. */
    private static String asked(Page page, String key) {
        return String.valueOf(page.evaluate(
                "key => fetch('/ofrep/v1/evaluate/flags/' + key, {method: 'POST', body: '{\"context\":{}}',"
                        + " headers: {'Content-Type': 'application/json'}})"
                        + ".then(answer => answer.json()).then(flag => flag.variant || flag.errorCode)",
                key));
    }

    /** The events are sealed a few seconds after they came. */
    private static void awaitCarts(long started, long expected) throws Exception {
        String carts = "name = 'page_view' AND page LIKE '%/cart'";
        for (int i = 0; i < 150 && count("count(*)", carts, started) < expected; i++) {
            Thread.sleep(200);
        }
        assertEquals(expected, count("count(*)", carts, started), "both shoppers saw the cart five times");
    }

    private static long count(String what, String condition, long after) throws Exception {
        return query("SELECT " + what + " FROM read_parquet('" + files() + "', union_by_name = true) WHERE " + condition
                + " AND epoch_us(occurred_at) > " + after);
    }

    private static String files() {
        return SHOP.data().resolve("events") + "/day=*/*.parquet";
    }

    /** Read by DuckDB alone, not by the shop's code. */
    private static long query(String sql) throws Exception {
        if (!sealed()) {
            return 0;
        }
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static boolean sealed() throws Exception {
        try (Stream<Path> files = Files.walk(SHOP.data().resolve("events"))) {
            return files.anyMatch(file -> file.toString().endsWith(".parquet"));
        }
    }
}
