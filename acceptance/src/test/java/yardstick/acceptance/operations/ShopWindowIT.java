package yardstick.acceptance.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import yardstick.acceptance.shop.Api;
import yardstick.acceptance.shop.RunningShop;
import yardstick.acceptance.shop.StaffRoom;
import yardstick.sandbox.Impressions;
import yardstick.sandbox.Shopper;

/** What search engines find, and what moderators decide over HTTP. */
class ShopWindowIT {

    private static final RunningShop SHOP = RunningShop.demo();
    private static final String MUG = "/p/stoneware-mug-oat-kt-101";

    private final Shopper guest = new Shopper(SHOP.url(), Shopper.client(), new Impressions(), Duration.ZERO);
    private final Api api = new Api(SHOP);

    private Document open(String path) {
        Shopper.Page page = guest.open(
                path.startsWith(SHOP.url()) ? path.substring(SHOP.url().length()) : path);
        assertEquals(200, page.status(), path);
        return Jsoup.parse(page.body(), SHOP.url(), path.endsWith(".xml") ? Parser.xmlParser() : Parser.htmlParser());
    }

    @Test
    void theSitemapHasEveryProductOnceInEachLanguage() throws Exception {
        List<String> files = open("/sitemap.xml").select("sitemap > loc").eachText();
        Set<String> found = new HashSet<>();
        for (String file : files) {
            for (String place : open(file).select("url > loc").eachText()) {
                assertTrue(place.startsWith(SHOP.url() + "/"), place);
                assertTrue(found.add(place), () -> place + " is there twice");
            }
        }
        long onSale = SHOP.number("SELECT count(*) FROM catalog.product p WHERE p.active AND p.published AND EXISTS"
                + " (SELECT FROM catalog.sku s WHERE s.product_id = p.id AND s.active AND s.merged_into IS NULL)");
        for (String language : List.of("en", "zh")) {
            String start = SHOP.url() + "/" + language + "/p/";
            assertEquals(
                    onSale,
                    found.stream().filter(each -> each.startsWith(start)).count(),
                    language);
        }
        assertTrue(found.contains(SHOP.url() + "/zh" + MUG), found::toString);
        assertTrue(guest.open("/robots.txt").body().contains("Sitemap: " + SHOP.url() + "/sitemap.xml"));
        assertEquals(404, guest.open("/sitemap-999.xml").status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", MUG, "/c/kitchen"})
    void bothLanguagesOfAPageNameEachOtherAndTheirOwnAddress(String path) {
        Document english = open("/en" + path + (path.isEmpty() ? "" : "?utm_source=mail"));
        Document chinese = open("/zh" + path);
        for (Document page : List.of(english, chinese)) {
            String own = page.select("html").attr("lang").startsWith("zh") ? "zh" : "en";
            assertEquals(
                    SHOP.url() + "/" + own + path,
                    page.select("link[rel=canonical]").attr("href"));
            assertEquals(
                    Set.of(SHOP.url() + "/en" + path, SHOP.url() + "/zh" + path),
                    Set.copyOf(page.select("link[rel=alternate][hreflang]").eachAttr("href")));
            assertEquals(
                    SHOP.url() + "/en" + path,
                    page.select("link[hreflang=x-default]").attr("href"));
        }
        assertEquals(
                english.select("link[rel=alternate]").eachAttr("hreflang"),
                chinese.select("link[rel=alternate]").eachAttr("hreflang"));
    }

    @Test
    void moderatorsDecideOverHttpAndNobodyElseDoes() throws Exception {
        String place = "/api/admin/reviews";
        assertEquals(401, api.get(place).status());
        assertEquals(
                401,
                api.post(place + "/review/1/publish", JsonObject.EMPTY_JSON_OBJECT)
                        .status());
        assertEquals(400, api.adminGet(place + "?state=lost").status());
        assertEquals(400, api.adminGet(place + "?kind=poem").status());
        SHOP.execute("INSERT INTO catalog.review (product_id, writer, name, language, stars, title, body, verified,"
                + " rewarded, state, why, written_at) SELECT product_id, 'o:999999', 'Window', 'en', 4, '',"
                + " 'Sits well in the hand.', false, false, 'WAITING', 'not_bought', now()"
                + " FROM catalog.sku WHERE code = 'KT-101'");
        long id = SHOP.number("SELECT id FROM catalog.review WHERE writer = 'o:999999'");
        try {
            String first = api.adminGet(place + "?state=waiting&before=" + (id + 1))
                    .body()
                    .getJsonArray("posts")
                    .getJsonObject(0)
                    .toString();
            assertTrue(first.contains("Sits well in the hand."), first);
            String review = place + "/review/" + id;
            assertEquals(
                    200,
                    api.admin(review + "/publish", JsonObject.EMPTY_JSON_OBJECT).status());
            assertTrue(open("/en" + MUG).text().contains("Sits well in the hand."));
            assertEquals(
                    200,
                    api.admin(review + "/reject", JsonObject.EMPTY_JSON_OBJECT).status());
            assertFalse(open("/en" + MUG).text().contains("Sits well in the hand."));
            int unknown = api.admin(place + "/review/987654321/publish", JsonObject.EMPTY_JSON_OBJECT)
                    .status();
            assertTrue(unknown == 404 || unknown == 409, () -> "answered " + unknown);
        } finally {
            SHOP.execute("DELETE FROM catalog.review WHERE writer = 'o:999999'");
        }
    }

    @Test
    void mediaOfAProductThatIsNotThereIsNotFound() {
        Shopper owner = new StaffRoom(SHOP).owner();
        assertEquals(404, owner.open("/admin/goods-media/987654321").status());
    }
}
