package yardstick.catalog.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import yardstick.catalog.Category;
import yardstick.catalog.ProductCard;
import yardstick.catalog.ProductPage;
import yardstick.catalog.ProductPage.AttributeValue;
import yardstick.catalog.ProductPage.CategoryLink;
import yardstick.catalog.Sku;
import yardstick.catalog.SkuId;
import yardstick.catalog.feed.TestShop;
import yardstick.kernel.Language;
import yardstick.kernel.Money;
import yardstick.kernel.runtime.IcuMessages;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CatalogTest {

    private TestShop shop;

    @BeforeAll
    void open() {
        shop = new TestShop();
        shop.load("""
                sku,title,title_zh,brand,category,category_zh,price,list_price,package_size,gtin,description,attr:Colour
                K1,Red kettle,红色水壶,Alba,Home > Kettles,家居 > 水壶,129.00,150,1.7 L,4006381333931,<b>Hot</b>,red
                K2,Cup,,Alba,Home,家居,,,,,,
                """);
    }

    @AfterAll
    void close() {
        shop.close();
    }

    @Test
    void productPageHasEverythingInItsLanguage() {
        ProductPage page = shop.catalog.product(Language.ZH, "red-kettle-k1").orElseThrow();
        assertEquals("红色水壶", page.title());
        assertEquals("<b>Hot</b>", page.descriptionHtml());
        assertEquals(List.of(new CategoryLink("home", "家居"), new CategoryLink("kettles", "水壶")), page.breadcrumb());
        assertEquals(
                List.of(
                        new AttributeValue("包装规格", "1.7 l"),
                        new AttributeValue("Colour", "red"),
                        new AttributeValue("商品条码", "4006381333931")),
                page.attributes());
        assertEquals("7.59/100 ml", page.unitPrice());
        assertEquals(Money.of(15000, "CNY"), page.skus().getFirst().listPrice());
        assertTrue(shop.catalog.product(Language.EN, "nothing").isEmpty());
    }

    private Map<SkuId, Money> lowest() {
        return shop.catalog.product(Language.EN, "red-kettle-k1").orElseThrow().lowest();
    }

    private void price(long minor) {
        shop.database.execute(
                handle -> handle.execute("UPDATE catalog.sku SET price_minor = ? WHERE code = 'K1'", minor));
    }

    @Test
    void theLowestPriceOfThirtyDaysStandsBesideAFormerPrice() {
        SkuId kettle = shop.sku("K1");
        assertEquals(Map.of(kettle, Money.of(12_900, "CNY")), lowest(), "it never cost less");
        price(9_900);
        price(11_900);
        assertEquals(Map.of(kettle, Money.of(9_900, "CNY")), lowest());
        price(8_900);
        assertEquals(Map.of(kettle, Money.of(8_900, "CNY")), lowest(), "today counts");
        price(12_900);
        assertEquals(4, shop.count("catalog.past_price"), "every change, by whatever way");
        price(12_900);
        assertEquals(4, shop.count("catalog.past_price"));
        shop.database.execute(
                handle -> handle.execute("UPDATE catalog.past_price SET until = now() - INTERVAL '31 days'"));
        assertEquals(Map.of(kettle, Money.of(12_900, "CNY")), lowest());
    }

    @Test
    void skusWithoutAPriceCannotBeSold() {
        Sku cup = shop.catalog
                .skus(Language.ZH, List.of(shop.sku("K2")))
                .values()
                .iterator()
                .next();
        assertEquals("Cup", cup.title());
        assertTrue(cup.active() && !cup.sellable());
    }

    @Test
    void cardsComeInTheOrderAskedFor() {
        List<SkuId> order = List.of(shop.sku("K2"), new SkuId(999), shop.sku("K1"));
        assertEquals(
                List.of("Cup", "Red kettle"),
                shop.catalog.cards(Language.EN, order).stream()
                        .map(ProductCard::title)
                        .toList());
    }

    @Test
    void codesAreFoundInAnySpelling() {
        Map<String, SkuId> found = shop.catalog.skusByCode(List.of("k1", "K1", "none"));
        assertEquals(Set.of("k1", "K1"), found.keySet());
    }

    @Test
    void categoriesCountEverythingBelow() {
        Category home = shop.catalog.category(Language.EN, "home").orElseThrow();
        assertEquals(2, home.products());
        assertEquals(List.of(new Category("kettles", "Kettles", 1, List.of())), home.children());
        assertEquals(List.of(home), shop.catalog.categories(Language.EN));
    }

    @Test
    void everyTextExistsInBothLanguages() {
        IcuMessages messages = IcuMessages.load();
        assertEquals(messages.keys(Language.EN), messages.keys(Language.ZH));
    }

    @Test
    void theDocumentedExampleImports() {
        Path example = Path.of("..", "docs", "examples", "catalog.csv");
        try (TestShop fresh = new TestShop()) {
            String report = TestShop.report(fresh.run(TestShop.request(example, false)));
            assertTrue(report.contains("\"errors\":0") && report.contains("\"ignored_columns\":[]"), report);
            assertNotNull(fresh.search("kettle").products().getFirst().price());
        }
    }
}
