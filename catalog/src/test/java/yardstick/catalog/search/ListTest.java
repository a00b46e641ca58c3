package yardstick.catalog.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import yardstick.catalog.CatalogList;
import yardstick.catalog.CatalogList.Facet;
import yardstick.catalog.CatalogQuery;
import yardstick.catalog.CatalogQuery.Sort;
import yardstick.catalog.ProductCard;
import yardstick.catalog.feed.TestShop;
import yardstick.kernel.Language;
import yardstick.kernel.Money;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ListTest {

    private static final String FILE = """
            sku,title,title_zh,brand,category,category_zh,price,stock,package_size,attr:Colour,image
            K1,Red Kettle,红色水壶,Alba,Home > Kettles,家居 > 水壶,129.00,5,1.7 L,crimson,img/k1.png
            K2,Steel kettle,不锈钢水壶,Bruno,Home > Kettles,家居 > 水壶,89.00,0,1 L,silver,
            S1,Running shoes,男士跑步鞋,Alba,Sport > Shoes,运动 > 鞋,399.00,9,,blue,
            S2,Trail shoe,越野跑鞋,Cima,Sport > Shoes,运动 > 鞋,599.00,2,,green,
            T1,Café mug,咖啡杯,Bruno,Home > Cups,家居 > 杯子,9.90,7,250 ML,white,
            T2,Tea cup,茶杯,Alba,Home > Cups,家居 > 杯子,,3,,white,
            """;

    private TestShop shop;

    @BeforeAll
    void open() {
        shop = new TestShop();
        String report = shop.load(FILE);
        assertTrue(report.contains("\"created\":6"), report);
        for (String code : List.of("K1", "S1", "S2", "T1", "T2")) {
            shop.ledger.units.put(shop.sku(code), 4);
        }
        change(Set.of("K1", "S1", "S2", "T1", "T2"));
    }

    @AfterAll
    void close() {
        shop.close();
    }

    private void change(Set<String> codes) {
        shop.stockMarks.onAvailabilityChanged(new yardstick.catalog.AvailabilityChanged(
                codes.stream().map(shop::sku).collect(Collectors.toSet())));
        new IndexUpkeep(shop.database, shop.index, shop.settings).run();
        TestShop.awaitRefresh();
    }

    private CatalogList list(String text, Map<String, List<String>> filters, Sort sort) {
        return shop.catalog.list(new CatalogQuery(Language.EN, text, null, filters, sort, 1, 24));
    }

    private List<String> suggested(Language language, String typed) {
        return shop.catalog.suggest(language, typed, 5).stream()
                .map(ProductCard::title)
                .toList();
    }

    private static List<String> titles(CatalogList list) {
        return list.products().stream().map(ProductCard::title).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "kettle, Red Kettle;Steel kettle",
        "KETTLES, Red Kettle;Steel kettle",
        "red kettle, Red Kettle",
        "cafe, Café mug",
        "shoe, Running shoes;Trail shoe",
        "alba kettle, Red Kettle",
        "crimson, Red Kettle",
        "k2, Steel kettle",
        "水壶, Red Kettle;Steel kettle",
        "不锈钢, Steel kettle",
        "跑鞋, Trail shoe",
        "鞋, Running shoes;Trail shoe",
        "杯, Café mug;Tea cup",
        "alba 水壶, Red Kettle",
        "ketle, Red Kettle;Steel kettle",
        "the, ''",
        "zzzz, ''"
    })
    void findsInBothLanguages(String text, String expected) {
        Set<String> wanted = Set.of(expected.split(";"));
        assertEquals(expected.isEmpty() ? Set.of() : wanted, Set.copyOf(titles(shop.search(text))));
    }

    @ParameterizedTest
    @CsvSource({"kettles, EN", "水壶, ZH"})
    void whatTheGoodsAreCountsMoreThanWhatTheySpeakOf(String text, String language) {
        shop.load("""
                sku,title,title_zh,brand,category,category_zh,price
                X1,Kettles,水壶,Zeta,Home > Posters,家居 > 海报,5.00
                X2,A very long name for one more of the kettles of this shop,这家店里又一只名字很长的水壶,Zeta,Home > Kettles,家居 > 水壶,9.00
                """);
        try {
            CatalogQuery query = new CatalogQuery(
                    Language.valueOf(language), text, null, Map.of("brand", List.of("Zeta")), Sort.RELEVANCE, 1, 24);
            assertEquals(
                    List.of(shop.sku("X2"), shop.sku("X1")),
                    shop.catalog.list(query).products().stream()
                            .map(ProductCard::sku)
                            .toList());
        } finally {
            shop.database.execute(
                    handle -> handle.execute("UPDATE catalog.product SET active = false WHERE brand = 'Zeta'"));
            shop.index.enqueueAll();
            shop.index.drain(done -> {});
            TestShop.awaitRefresh();
        }
    }

    @Test
    void cardsCarryEverythingAListShows() {
        ProductCard card = shop.search("red kettle").products().getFirst();
        assertEquals("red-kettle-k1", card.slug());
        assertEquals("Alba", card.brand());
        assertEquals("Kettles", card.category());
        assertEquals(Money.of(12900, "CNY"), card.price());
        assertEquals("7.59/100 ml", card.unitPrice());
        assertEquals("img/k1.png", card.image());
        assertTrue(card.inStock());
        assertEquals(shop.sku("K1"), card.sku());
        ProductCard chinese = shop.catalog
                .list(new CatalogQuery(Language.ZH, "kettle", null, Map.of(), Sort.PRICE_DESCENDING, 1, 24))
                .products()
                .getFirst();
        assertEquals("红色水壶", chinese.title());
        assertEquals("水壶", chinese.category());
        assertEquals(shop.catalog.cards(Language.ZH, List.of(shop.sku("K1"))), List.of(chinese));
    }

    @Test
    void facetsIgnoreTheirOwnChoice() {
        CatalogList all = list("", Map.of(), Sort.NAME);
        assertEquals(6, all.total());
        assertEquals(Map.of("Alba", 3L, "Bruno", 2L, "Cima", 1L), counts(all, "brand"));
        assertEquals(
                Map.of("0-1000", 1L, "5000-10000", 1L, "10000-20000", 1L, "20000-50000", 1L, "50000-100000", 1L),
                counts(all, "price"));
        assertEquals(Map.of("in", 4L), counts(all, "stock"));

        CatalogList chosen = list(
                "",
                Map.of("brand", List.of("Alba", "Cima"), "price", List.of("10000-20000", "20000-50000")),
                Sort.NAME);
        assertEquals(List.of("Red Kettle", "Running shoes"), titles(chosen));
        assertEquals(Map.of("Alba", 2L, "Cima", 0L), counts(chosen, "brand"));
        assertEquals(Map.of("10000-20000", 1L, "20000-50000", 1L, "50000-100000", 1L), counts(chosen, "price"));
        assertEquals(Map.of("in", 2L), counts(chosen, "stock"));
        assertTrue(facet(chosen, "brand").values().getFirst().chosen());
    }

    @Test
    void stockFilterLeavesOutWhatCannotBeBought() {
        assertEquals(
                List.of("Café mug", "Red Kettle", "Running shoes", "Trail shoe"),
                titles(list("", Map.of("stock", List.of("in")), Sort.NAME)));
    }

    private static Facet facet(CatalogList list, String key) {
        return list.facets().stream()
                .filter(facet -> facet.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, Long> counts(CatalogList list, String key) {
        return facet(list, key).values().stream()
                .collect(Collectors.toMap(CatalogList.FacetValue::value, CatalogList.FacetValue::count));
    }

    @Test
    void sorts() {
        assertEquals(
                List.of("Café mug", "Steel kettle", "Red Kettle", "Running shoes", "Trail shoe", "Tea cup"),
                titles(list("", Map.of(), Sort.PRICE_ASCENDING)));
        assertEquals(
                List.of("Trail shoe", "Running shoes", "Red Kettle", "Steel kettle", "Café mug", "Tea cup"),
                titles(list("", Map.of(), Sort.PRICE_DESCENDING)));
        assertEquals(
                List.of("Café mug", "Red Kettle", "Running shoes", "Steel kettle", "Tea cup", "Trail shoe"),
                titles(list("", Map.of(), Sort.NAME)));
        assertEquals("Tea cup", titles(list("", Map.of(), Sort.NEWEST)).getFirst());
        assertEquals("Tea cup", titles(list("", Map.of(), Sort.RELEVANCE)).getLast());
    }

    @Test
    void filtersByCategoryAtAnyLevel() {
        String home = shop.catalog.categories(Language.EN).stream()
                .filter(category -> category.name().equals("Home"))
                .findFirst()
                .orElseThrow()
                .slug();
        assertEquals(4, shop.catalog.list(TestShop.query("", home)).total());
        assertEquals(2, shop.catalog.list(TestShop.query("", "kettles")).total());
        assertEquals(0, shop.catalog.list(TestShop.query("", "nowhere")).total());
    }

    @Test
    void pagesAreExactAndStayWithinBounds() {
        CatalogList second = shop.catalog.list(new CatalogQuery(Language.EN, "", null, Map.of(), Sort.NAME, 2, 4));
        assertEquals(List.of("Tea cup", "Trail shoe"), titles(second));
        assertEquals(6, second.total());
        assertEquals(2, second.pages());
        CatalogList beyond = shop.catalog.list(new CatalogQuery(Language.EN, "", null, Map.of(), Sort.NAME, 99, 4));
        assertEquals(2, beyond.page());
        CatalogList absurd = shop.catalog.list(
                new CatalogQuery(Language.EN, "", null, Map.of(), Sort.NAME, Integer.MAX_VALUE, Integer.MAX_VALUE));
        assertEquals(6, absurd.products().size());
        CatalogList negative = shop.catalog.list(new CatalogQuery(Language.EN, "", null, Map.of(), Sort.NAME, -1, -1));
        assertEquals(1, negative.products().size());
    }

    @Test
    void odditiesInTheQueryAreHarmless() {
        assertEquals(
                0,
                shop.search("\"(*:[ \\").total()
                        - shop.search("\"(*:[ \\").products().size());
        assertEquals(
                6,
                list("", Map.of("price", List.of("x", "5-1"), "colour", List.of("red")), Sort.NAME)
                        .total());
        assertTrue(shop.search("kettle ".repeat(500)).total() >= 2);
    }

    @Test
    void suggestsTitlesThatBeginLikeThis() {
        assertEquals(List.of("Red Kettle", "Steel kettle"), suggested(Language.EN, "ket"));
        assertEquals(List.of("Red Kettle"), suggested(Language.EN, "red k"));
        assertEquals(List.of("红色水壶"), suggested(Language.ZH, "红"));
        assertEquals(List.of(), suggested(Language.EN, " "));
    }

    @Test
    void stockFlipsAreSeenInListsAndCards() {
        shop.ledger.units.put(shop.sku("S2"), 0);
        change(Set.of("S2"));
        assertFalse(shop.search("trail").products().getFirst().inStock());
        assertFalse(shop.catalog
                .cards(Language.EN, List.of(shop.sku("S2")))
                .getFirst()
                .inStock());
        shop.ledger.units.put(shop.sku("S2"), 3);
        change(Set.of("S2"));
        assertTrue(shop.search("trail").products().getFirst().inStock());
    }
}
