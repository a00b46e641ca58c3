package yardstick.catalog.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import yardstick.catalog.CatalogImports;
import yardstick.catalog.Goods;
import yardstick.catalog.SameItems;
import yardstick.catalog.SameItems.Conflict;
import yardstick.catalog.goods.DefaultGoods;
import yardstick.catalog.match.DefaultSameItems;

/** Titles and brands as suppliers write them, and as the shop shows them. */
class CleanFeedTest {

    private static final String FEED = """
            sku,title,brand,price
            T1,【包邮】Walnut tray,ALBA®,10
            T2,Salt &amp; pepper mill!!!,Alba,11
            T3,Oak tray,Alba,12
            """;

    private static TestShop shop;
    private static Goods goods;
    private static SameItems items;

    @BeforeAll
    static void open() {
        shop = new TestShop();
        goods = new DefaultGoods(shop.database, shop.announcements, shop.clock, shop.index);
        items = new DefaultSameItems(
                new DefaultSameItems.Parts(shop.database, shop.announcements, shop.clock, shop.index, shop.jobs));
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    private static String load(String supplier, String csv) {
        return TestShop.report(
                shop.run(new CatalogImports.Request(shop.file(csv), "feed.csv", supplier, false, null, null)));
    }

    private static List<String> shown() {
        return goods.page(new Goods.Filter("", "north", "", "", Goods.Lack.NOTHING), 0, 10).lines().stream()
                .map(line -> line.brand() + "/" + line.title())
                .toList();
    }

    private static final List<String> CLEAN = List.of("Alba/Walnut tray", "Alba/Salt & pepper mill!", "Alba/Oak tray");

    private static SameItems.Decision stated(String field, String value) {
        return new SameItems.Decision("north", "T1", field, value, true);
    }

    @Test
    void areCleanWithSourceRuleAndConfidenceAndCanBeTakenBack() {
        load("north", FEED);
        assertEquals(CLEAN, shown());
        assertEquals(
                "[\"clean.praise\", 0.85, \"【包邮】Walnut tray\"][\"clean.spelling\", 0.9, \"ALBA®\"]",
                shop.database.read(
                        handle -> handle.createQuery("""
                                SELECT CAST(rules -> 'title' AS text) || CAST(rules -> 'brand' AS text)
                                FROM catalog.offer WHERE code = 'T1'""").mapTo(String.class).one()));
        assertTrue(load("north", FEED).contains("\"unchanged\":3"), "clean again is the same again");
        List<Conflict> unsure = items.conflicts(10);
        assertEquals(
                List.of("brand Alba ALBA®", "title Walnut tray 【包邮】Walnut tray"),
                unsure.stream()
                        .map(each -> each.field() + " " + each.value() + " " + each.otherValue())
                        .toList(),
                "what is not sure waits for somebody");
        items.decide(stated("title", "【包邮】Walnut tray"), "ann");
        assertEquals("Alba/【包邮】Walnut tray", shown().getFirst());
        assertTrue(load("north", FEED).contains("\"unchanged\":3"), "and stays with the next file");
        assertEquals("Alba/【包邮】Walnut tray", shown().getFirst());
        items.decide(new SameItems.Decision("north", "T1", "brand", "ALBA®", false), "ann");
        assertEquals(0, items.conflicts(10).size());
        long decision = goods.changes(9).stream()
                .filter(change -> change.kind().equals("decision"))
                .findFirst()
                .orElseThrow()
                .id();
        goods.undo(decision, "ann");
        load("north", FEED);
        assertEquals(CLEAN, shown());
        load("south", "sku,title,brand,price\nS1,Plate,alba,9\n");
        assertEquals(
                "Alba",
                goods.page(new Goods.Filter("", "south", "", "", Goods.Lack.NOTHING), 0, 1)
                        .lines()
                        .getFirst()
                        .brand(),
                "a brand is spelt as most products spell it");
    }
}
