package yardstick.catalog.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import yardstick.catalog.Goods;
import yardstick.catalog.Goods.Bulk;
import yardstick.catalog.Goods.Edit;
import yardstick.catalog.Goods.Fields;
import yardstick.catalog.Goods.Filter;
import yardstick.catalog.Goods.Lack;
import yardstick.catalog.Goods.Line;
import yardstick.catalog.SameItems;
import yardstick.catalog.StockClaimed;
import yardstick.catalog.goods.DefaultGoods;
import yardstick.catalog.match.DefaultSameItems;
import yardstick.kernel.Outcome;

/** The catalogue as staff see it: found, edited, merged, taken back, exported. */
class GoodsTest {

    private static final String NORTH = """
            sku,title,brand,category,price,stock,package_size,gtin,attr:Colour
            N1,Alba steel kettle KX200,Alba,Kitchen > Kettles,129.00,5,1.7 L,4006381333931,red
            N2,=cmd green tea,Bamboo,Food > Tea,19.80,3,0.5 KG,,green
            N3,Walnut tray,Oak,Kitchen,,2,,,brown
            """;
    private static final String SOUTH = """
            sku,title,brand,price,stock,package_size,gtin,attr:Colour
            S1,Kettle steel Alba KX-200,Alba GmbH,119.00,4,1.7 L,4006381333931,blue
            S2,Green tea =cmd,Bamboo,18.00,9,500 G,,green
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

    @BeforeEach
    void fill() {
        shop.clear();
        load("north", NORTH);
    }

    private static void load(String supplier, String csv) {
        Path file = shop.file(csv);
        TestShop.report(
                shop.run(new yardstick.catalog.CatalogImports.Request(file, "goods.csv", supplier, false, null, null)));
    }

    private static Filter text(String text) {
        return new Filter(text, "", "", "", Lack.NOTHING);
    }

    private static Line line(String code) {
        return goods.page(text(code), 0, 10).lines().stream()
                .filter(each -> each.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    private static Fields fields(Line line) {
        return new Fields(line.title(), line.brand(), line.priceMinor(), line.active());
    }

    @Test
    void findsByWordCodeCategoryAndWhatIsMissing() {
        assertEquals(1, goods.page(text("kett"), 0, 10).total());
        assertEquals(3, goods.page(text("n"), 0, 10).total());
        assertEquals(
                2,
                goods.page(new Filter("", "", "", "Kitchen", Lack.NOTHING), 0, 10)
                        .total());
        assertEquals(
                "N3",
                goods.page(new Filter("", "", "", "", Lack.PRICE), 0, 10)
                        .lines()
                        .getFirst()
                        .code());
        Goods.Page first = goods.page(Filter.NONE, 0, 2);
        assertEquals(2, first.lines().size());
        Long next = first.next();
        assertEquals(
                1, goods.page(Filter.NONE, next == null ? 0 : next, 2).lines().size());
        assertEquals(List.of("north"), goods.suppliers());
    }

    @Test
    void gridEditsAreJournalledAndRefusedWhenSomebodyWasFaster() {
        Line tea = line("N2");
        Fields changed = new Fields("Dragon well tea", "Bamboo", 2_500L, true);
        assertEquals(Outcome.done(1L), goods.edit(List.of(new Edit(tea.sku(), fields(tea), changed)), "ann"));
        assertInstanceOf(
                Outcome.Refused.class,
                goods.edit(List.of(new Edit(tea.sku(), fields(tea), new Fields("x", "y", 1L, true))), "bob"));
        assertEquals("Dragon well tea", line("N2").title());
        List<Goods.Difference> history = goods.history(tea.product());
        assertTrue(
                history.stream()
                        .anyMatch(each -> each.field().equals("price_minor")
                                && each.before().equals("1980")
                                && each.after().equals("2500")
                                && each.change().who().equals("ann")),
                history::toString);
        goods.undo(goods.changes(1).getFirst().id(), "ann");
        assertEquals("=cmd green tea", line("N2").title());
        assertEquals(1980, line("N2").priceMinor());
        assertInstanceOf(
                Outcome.Refused.class, goods.undo(goods.changes(1).getFirst().id(), "ann"));
    }

    @Test
    void bulkChangesEverythingTheFilterFindsAndCanBeUndone() {
        assertEquals(
                Outcome.done(2L),
                goods.bulk(new Filter("", "", "", "Kitchen", Lack.NOTHING), new Bulk.Price(-1_000), "ann"));
        assertEquals(11_610, line("N1").priceMinor());
        assertNull(line("N3").priceMinor());
        goods.bulk(Filter.NONE, new Bulk.Active(false), "ann");
        assertFalse(line("N1").active());
        assertInstanceOf(Outcome.Refused.class, goods.bulk(Filter.NONE, new Bulk.Category("Nowhere"), "ann"));
        goods.undo(goods.changes(1).getFirst().id(), "ann");
        assertTrue(line("N1").active());
        goods.undo(goods.changes(2).getLast().id(), "ann");
        assertEquals(12_900, line("N1").priceMinor());
    }

    @Test
    void exportsComeBackAsTheyWentAndComputeNothing() throws IOException {
        for (Goods.Format format : Goods.Format.values()) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            goods.export(text("N"), format, out);
            Path file = Files.write(Files.createTempFile("export", ".bin"), out.toByteArray());
            try (RowSource source = Sources.open(file)) {
                Row kettle = source.next();
                assertEquals("N1", kettle.fields().get(source.names().indexOf("sku")));
                String price = kettle.fields().get(source.names().indexOf("price"));
                assertEquals(0, new java.math.BigDecimal("129").compareTo(new java.math.BigDecimal(price)));
            }
            Files.delete(file);
        }
        ByteArrayOutputStream csv = new ByteArrayOutputStream();
        goods.export(Filter.NONE, Goods.Format.CSV, csv);
        assertTrue(csv.toString(StandardCharsets.UTF_8).contains(",'=cmd green tea,"), csv::toString);
    }

    private static SameItems.Pair pair(String rule) {
        return items.pairs(10).stream()
                .filter(each -> each.rule().equals(rule))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theSameItemOfTwoSuppliersBecomesOneSkuWithTwoOffers() {
        load("south", SOUTH);
        items.search();
        assertEquals(2, items.pairs(10).size(), items.pairs(10)::toString);
        SameItems.Pair kettles = pair("gtin");
        assertEquals("N1", kettles.left().code());
        long set = items.merge(kettles.id(), "ann") instanceof Outcome.Done<Long>(Long id) ? id : 0;
        assertEquals(2, line("N1").offers());
        assertEquals(0, goods.page(text("S1"), 0, 10).total());
        assertEquals(
                Map.of(shop.sku("N1"), 9),
                shop.announcements.of(StockClaimed.class).getLast().onHand());
        assertEquals(shop.sku("N1"), shop.sku("S1"));
        assertEquals(
                Optional.of(kettles.left().slug()),
                shop.catalog.movedTo(kettles.right().slug()));

        load("south", SOUTH.replace("119.00,4", "117.00,6"));
        assertEquals(12_900, line("N1").priceMinor(), "the guest's price is an offer");
        assertEquals(
                Map.of(shop.sku("N1"), 11),
                shop.announcements.of(StockClaimed.class).getLast().onHand());
        long before = shop.count("catalog.change_row");
        load("south", SOUTH.replace("119.00,4", "117.00,6"));
        assertEquals(before, shop.count("catalog.change_row"), "the same file twice changes nothing");

        assertInstanceOf(Outcome.Done.class, goods.undo(set, "ann"));
        assertEquals(1, line("N1").offers());
        assertEquals("S1", line("S1").code());
        assertTrue(line("S1").active());
    }

    @Test
    void suppliersThatDifferWaitForADecision() {
        load("south", SOUTH);
        items.search();
        items.merge(pair("gtin").id(), "ann");
        items.merge(items.pairs(10).getFirst().id(), "ann");
        List<SameItems.Conflict> conflicts = items.conflicts(10);
        assertEquals(
                List.of("Colour", "brand"),
                conflicts.stream().map(SameItems.Conflict::field).sorted().toList(),
                "0.5 kg and 500 g are no conflict");
        items.decide(new SameItems.Decision("south", "S1", "brand", "Alba GmbH", true), "ann");
        items.decide(new SameItems.Decision("south", "S1", "Colour", "blue", false), "ann");
        assertEquals("Alba GmbH", line("N1").brand());
        assertEquals(0, items.conflicts(10).size());
        goods.undo(goods.changes(1).getFirst().id(), "ann");
        assertEquals("Alba", line("N1").brand());
        assertEquals(1, items.conflicts(10).size(), "the decision is open again");
        SameItems.Conflict open = items.conflicts(10).getFirst();
        assertEquals("Alba", open.value());
        assertEquals("Alba GmbH", open.otherValue());
    }

    @Test
    void dismissedPairsStayDismissed() {
        load("south", SOUTH);
        items.search();
        items.dismiss(pair("gtin").id(), "ann");
        items.search();
        assertTrue(items.pairs(10).stream().noneMatch(each -> each.rule().equals("gtin")));
    }
}
