package yardstick.web.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import yardstick.kernel.Language;
import yardstick.web.Browser;
import yardstick.web.Head;
import yardstick.web.View;

/** Renders every page of the shop; the results stay in {@code target/preview} to look at. */
class ShopRenderingTest {

    @ParameterizedTest
    @EnumSource(Language.class)
    void keepsThePagesToLookAt(Language language) throws IOException {
        Path folder = Files.createDirectories(Path.of("target/preview"));
        for (String theme : new String[] {"light", "dark"}) {
            for (Map.Entry<String, String> page :
                    new Gallery(language, theme).pages().entrySet()) {
                String html = page.getValue().replaceAll("/assets/[A-Za-z0-9_-]{10}/", "assets/");
                Files.writeString(folder.resolve(page.getKey() + "-" + language.code() + "-" + theme + ".html"), html);
            }
        }
        Path assets = Files.createDirectories(folder.resolve("assets"));
        try (Stream<Path> files = Files.list(Path.of("src/main/webapp/assets"))) {
            for (Path file : files.toList()) {
                Files.write(assets.resolve(file.getFileName().toString()), Files.readAllBytes(file));
            }
        }
        assertTrue(Files.exists(folder.resolve("home-" + language.code() + "-light.html")));
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void everyPageHasItsLanguageOneHeadingAndLandmarks(Language language) {
        each(language, (name, page) -> {
            assertEquals(language.tag(), page.select("html").attr("lang"), name);
            assertEquals(1, page.select("h1").size(), name + ": h1");
            assertEquals(1, page.select("main#main").size(), name + ": main");
            assertEquals("#main", page.select("a.skip").attr("href"), name);
            int before = 0;
            for (Element heading : page.select("main h1, main h2, main h3")) {
                int level = heading.tagName().charAt(1) - '0';
                assertTrue(level <= before + 1, name + " jumps to " + heading);
                before = level;
            }
        });
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void everyControlHasALabelAndEveryIdIsUnique(Language language) {
        each(language, (name, page) -> {
            for (Element control : page.select("input:not([type=hidden]), select, textarea")) {
                boolean labelled = control.closest("label") != null
                        || page.selectFirst("label[for=\"" + control.id() + "\"]") != null;
                assertTrue(labelled, name + " without label: " + control);
            }
            Set<String> ids = new HashSet<>();
            for (Element element : page.select("[id]")) {
                assertTrue(ids.add(element.id()), name + " has twice the id " + element.id());
            }
            for (Element element : page.select("[aria-describedby], [aria-labelledby]")) {
                for (String id : (element.attr("aria-describedby") + " " + element.attr("aria-labelledby"))
                        .strip()
                        .split(" ")) {
                    assertTrue(ids.contains(id), name + " points to the missing id " + id);
                }
            }
        });
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void everyFormThatChangesSomethingCarriesTheToken(Language language) {
        String token = Browser.SEAL.hash("csrf", Browser.COOKIE);
        each(language, (name, page) -> {
            for (Element form : page.select("form[method=post]")) {
                Element field = form.selectFirst("input[name=_csrf]");
                assertNotNull(field, name + " without a token: " + form.attr("action"));
                assertEquals(token, field.attr("value"), name);
            }
        });
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void nothingInlineEscapesThePolicy(Language language) {
        each(language, (name, page) -> {
            for (Element element : page.select("script, style")) {
                assertFalse(element.attr("nonce").isEmpty(), name + " has an inline " + element.tagName());
            }
            for (Element element : page.getAllElements()) {
                for (Attribute attribute : element.attributes()) {
                    assertFalse(attribute.getKey().equals("style"), name + ": style attribute on " + element);
                    assertFalse(attribute.getKey().startsWith("on"), name + ": handler on " + element);
                }
            }
            for (Element element : page.select("link[href], script[src], img[src]")) {
                String address = element.hasAttr("href") ? element.attr("href") : element.attr("src");
                boolean own = address.startsWith("/") || address.startsWith("https://shop.test/");
                assertTrue(own, name + " asks another host: " + address);
            }
        });
    }

    @Test
    void whatShoppersTypeIsEscaped() {
        String html = new Gallery(Language.EN, "").pages().get("checkout");
        assertNotNull(html);
        Element name = Jsoup.parse(html).selectFirst("input[name=name]");
        assertNotNull(name);
        assertEquals("\"><b>Ann</b>", name.attr("value"));
        assertFalse(html.contains("<b>Ann</b>"));
    }

    @Test
    void wrongFieldsAreListedMarkedAndKept() {
        String html = new Gallery(Language.EN, "").pages().get("checkout-wrong");
        assertNotNull(html);
        Document page = Jsoup.parse(html);
        assertEquals(2, page.select("#problems li a").size());
        Element email = page.selectFirst("#email");
        assertNotNull(email);
        assertEquals("true", email.attr("aria-invalid"));
        assertEquals("email-error", email.attr("aria-describedby"));
        assertEquals("ann@", email.attr("value"));
        assertEquals("CN", page.select("#country option[selected]").attr("value"));
        assertEquals("key-1", page.select("input[name=key]").attr("value"));
    }

    /** Whatever is asked before the choice of shipping and payment; what is folded away is no question. */
    @ParameterizedTest
    @EnumSource(Language.class)
    void aDomesticAddressTakesEightFieldsAndNoMore(Language language) {
        String html = new Gallery(language, "").pages().get("checkout");
        assertNotNull(html);
        int asked = 0;
        for (Element field : Jsoup.parse(html).select("form.fields input, form.fields select, form.fields textarea")) {
            String type = field.attr("type");
            boolean typed = !type.equals("hidden") && !type.equals("radio") && field.closest("details") == null;
            asked += typed ? 1 : 0;
        }
        assertEquals(8, asked);
    }

    @Test
    void soldOutVariantsSayThatTheyAre() {
        String html = new Gallery(Language.EN, "").pages().get("product");
        assertNotNull(html);
        Document page = Jsoup.parse(html);
        assertEquals(3, page.select(".options a").size());
        assertTrue(page.select(".options a[href*=sku=202]").hasClass("out"));
        assertEquals("200", page.select("input[name=sku]").attr("value"));
    }

    @Test
    void structuredDataEqualsThePageAndCannotLeaveItsElement() {
        Browser browser = new Browser();
        browser.get("/en/p/product-0");
        View page = browser.pages().view(Head.of(""));
        ProductView view = Samples.product(page);
        assertTrue(view.jsonLd().contains("\"price\":\"129.00\",\"priceCurrency\":\"CNY\""), view.jsonLd());
        assertFalse(yardstick.web.Problem.escaped("</script>").contains("<"));
    }

    @Test
    void aListOf24StaysBelow60KilobytesAndAMillisecond() {
        Browser browser = new Browser();
        browser.get("/en/c/aisle-0");
        View page = browser.pages().view(Head.indexed("List", "", "/c/aisle-0"));
        ListView view = Samples.list(page, 24);
        int size = 0;
        for (int i = 0; i < 3000; i++) {
            size = browser.pages().render("shop/list.jte", page, view).getContentLength();
        }
        long begin = System.nanoTime();
        for (int i = 0; i < 1000; i++) {
            size = browser.pages().render("shop/list.jte", page, view).getContentLength();
        }
        long each = (System.nanoTime() - begin) / 1000;
        System.getLogger("measure").log(System.Logger.Level.WARNING, "list of 24: {0} bytes, {1} ns", size, each);
        assertTrue(size < 60_000, size + " bytes");
    }

    private interface Check {
        void page(String name, Document page);
    }

    private static void each(Language language, Check check) {
        new Gallery(language, "").pages().forEach((name, html) -> {
            assertTrue(html.getBytes(StandardCharsets.UTF_8).length > 1000, name);
            check.page(name, Jsoup.parse(html));
        });
    }
}
