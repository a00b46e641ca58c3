package yardstick.catalog.attribute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import yardstick.catalog.CatalogList;
import yardstick.catalog.CatalogQuery;
import yardstick.catalog.Dictionary;
import yardstick.catalog.feed.TestShop;
import yardstick.kernel.Language;
import yardstick.kernel.Outcome;

class DictionaryTest {

    private static final String FILE = """
            sku,title,title_zh,price,stock,attr:Fabric,attr:净重,attr:Max load
            A1,Tea towel,茶巾,20,5,"Cotton, linen",500 g,120 kg
            A2,Bag of rice,大米,30,5,纯棉,0.5kg,90 kg
            A3,Basket,篮子,40,5,Seagrass,1斤,
            """;

    private TestShop shop;
    private DefaultDictionary dictionary;

    @BeforeEach
    void open() {
        shop = new TestShop();
        dictionary = new DefaultDictionary(shop.database, Clock.systemUTC());
        dictionary.load();
        shop.load(FILE);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private CatalogList list(Language language, Map<String, List<String>> filters) {
        return shop.catalog.list(new CatalogQuery(language, "", null, filters, CatalogQuery.Sort.NAME, 1, 24));
    }

    private static String facet(CatalogList list, String key) {
        return list.facets().stream()
                .filter(facet -> facet.key().equals("attr." + key))
                .map(facet -> facet.label() + ":"
                        + facet.values().stream()
                                .map(value -> value.label() + "=" + value.count())
                                .collect(Collectors.joining(",")))
                .findFirst()
                .orElse("");
    }

    private String spec(Language language, String code) {
        String slug = Objects.requireNonNull(
                        shop.catalog.skus(language, List.of(shop.sku(code))).get(shop.sku(code)))
                .slug();
        return shop.catalog.product(language, slug).orElseThrow().attributes().stream()
                .map(attribute -> attribute.name() + "=" + attribute.value())
                .collect(Collectors.joining("|"));
    }

    @Test
    void chinesePagesShowChineseNamesAndValues() {
        assertEquals("材质=棉、亚麻|净含量=500 克|Max load=120 千克", spec(Language.ZH, "A1"));
        assertEquals("Material=Cotton, Linen|Net weight=500 g|Max load=120 kg", spec(Language.EN, "A1"));
        assertEquals("Material=Seagrass|Net weight=1 jin", spec(Language.EN, "A3"));
    }

    @Test
    void amountsAreOneFacetValueWhateverTheirUnit() {
        assertEquals("净含量:500 克=3", facet(list(Language.ZH, Map.of("attr.net_weight", List.of("500"))), "net_weight"));
        assertEquals("Material:Cotton=2,Linen=1,Seagrass=1", facet(list(Language.EN, Map.of()), "material"));
        CatalogList cotton = list(Language.ZH, Map.of("attr.material", List.of("cotton")));
        assertEquals(2, cotton.total());
        assertEquals("材质:棉=2,亚麻=1,Seagrass=1", facet(cotton, "material"));
        assertEquals(
                0,
                list(Language.EN, Map.of("attr.material", List.of("linen"), "attr.net_weight", List.of("9")))
                        .total());
    }

    @Test
    void searchKnowsSynonymsOfTheDictionary() {
        assertEquals(2, shop.search("纯棉").total());
        assertEquals(1, shop.search("flax").total());
    }

    @Test
    void unknownNamesAndValuesBecomeProposedEntries() {
        Dictionary.Detail load = dictionary.entry("max_load").orElseThrow();
        assertTrue(load.entry().proposed());
        assertEquals("NUMBER kg", load.entry().kind() + " " + load.entry().unit());
        assertTrue(dictionary.entry("material").orElseThrow().choices().stream()
                .anyMatch(choice -> choice.code().equals("seagrass") && choice.proposed() && choice.values() == 1));
    }

    @Test
    void mergingAChoiceMovesItsProductsAndUndoingMovesThemBack() {
        assertInstanceOf(Outcome.Done.class, dictionary.mergeChoice("material", List.of("seagrass", "rattan"), "test"));
        reindex();
        assertEquals("Material:Cotton=2,Linen=1,Rattan=1", facet(list(Language.EN, Map.of()), "material"));
        long version = dictionary.version();
        assertInstanceOf(Outcome.Done.class, dictionary.undo(version, "test"));
        reindex();
        assertEquals("Material:Cotton=2,Linen=1,Seagrass=1", facet(list(Language.EN, Map.of()), "material"));
        assertInstanceOf(Outcome.Refused.class, dictionary.undo(version, "test"));
    }

    @Test
    void mergingAnAttributeIsReversible() {
        String before = spec(Language.ZH, "A1");
        assertInstanceOf(Outcome.Done.class, dictionary.merge("max_load", "weight", "test"));
        assertEquals("材质=棉、亚麻|净含量=500 克|重量=120 千克", spec(Language.ZH, "A1"));
        assertEquals(
                "weight", dictionary.entry("max_load").orElseThrow().entry().mergedInto());
        assertInstanceOf(Outcome.Done.class, dictionary.undo(dictionary.version(), "test"));
        assertEquals(before, spec(Language.ZH, "A1"));
    }

    @Test
    void editingNamesAProposedEntryInChinese() {
        long before = dictionary.version();
        dictionary.save(
                new Dictionary.Edit("max_load", "NUMBER", "kg", "Maximum load", "最大承重", true, List.of("Max load")),
                "t");
        assertEquals("材质=棉、亚麻|净含量=500 克|最大承重=120 千克", spec(Language.ZH, "A1"));
        assertTrue(dictionary.version() > before);
        assertInstanceOf(
                Outcome.Refused.class,
                dictionary.save(new Dictionary.Edit("mine", "TEXT", "", "Mine", "", false, List.of("材质")), "t"));
        assertInstanceOf(
                Outcome.Refused.class,
                dictionary.save(new Dictionary.Edit("mine", "NUMBER", "furlong", "Mine", "", false, List.of()), "t"));
    }

    @Test
    void everyDefaultNameIsChineseAndEnglishAndCategoriesInherit() {
        assertTrue(dictionary.entries("").stream()
                .filter(entry -> !entry.proposed())
                .noneMatch(entry -> entry.nameZh().isEmpty() || entry.nameEn().isEmpty()));
        Dictionary.CategoryNode phones = dictionary.categories(Language.ZH).stream()
                .filter(node -> node.path().equals("Electronics > Phones"))
                .findFirst()
                .orElseThrow();
        assertEquals("手机", phones.name());
        assertTrue(phones.own().contains("存储") && phones.inherited().contains("功率"), phones::toString);
        assertEquals("267", phones.google());
    }

    private void reindex() {
        shop.index.drain(done -> {});
        TestShop.awaitRefresh();
    }
}
