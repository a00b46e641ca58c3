package yardstick.catalog.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import yardstick.catalog.Goods;
import yardstick.catalog.Goods.Filter;
import yardstick.catalog.Goods.Format;
import yardstick.catalog.Goods.Lack;
import yardstick.catalog.Goods.Line;
import yardstick.catalog.goods.DefaultGoods;
import yardstick.kernel.Outcome;

/** Lists of the administration: each way into a list alone, together, and page by page. */
class GoodsListTest {

    private static TestShop shop;
    private static Goods goods;

    @BeforeAll
    static void open() {
        shop = new TestShop();
        goods = new DefaultGoods(shop.database, shop.announcements, shop.clock, shop.index);
        shop.load("""
                sku,title,title_zh,brand,category,price,stock
                TEA-1,Green tea,春摘绿茶 100 克,Bamboo,Food > Tea,19.80,3
                TEA-2,Black tea,早餐红茶,Bamboo,Food > Tea,18.00,3
                POT-1,Tea pot,陶土茶壶,Kiln,Kitchen > Pots,99.00,1
                POT-2,Coffee pot,,Kiln,Kitchen > Pots,,1
                CUP-1,Cup,茶杯,Kiln,Kitchen,9.00,1
                """);
        shop.database.execute(handle -> {
            handle.execute("UPDATE catalog.sku SET active = false WHERE code = 'TEA-2'");
            handle.execute("UPDATE catalog.product SET active = false WHERE title_en = 'Coffee pot'");
            handle.execute("UPDATE catalog.product SET active = false WHERE title_en = 'Black tea'");
        });
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    private static List<String> codes(List<Line> lines) {
        return lines.stream().map(Line::code).toList();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "tea, -, NOTHING, TEA-1 TEA-2 POT-1",
                "tea-, -, NOTHING, TEA-1 TEA-2 POT-1",
                "tea-2, -, NOTHING, TEA-2",
                "bamboo tea, -, NOTHING, TEA-1 TEA-2",
                "pot, Kitchen, NOTHING, POT-1 POT-2",
                "pot, Kitch, NOTHING, ''",
                "%, -, NOTHING, ''",
                "绿茶, -, NOTHING, TEA-1",
                "绿茶 100, -, NOTHING, TEA-1",
                "茶, -, NOTHING, TEA-1 TEA-2 POT-1 CUP-1",
                "茶绿, -, NOTHING, ''",
                "茶, Food > Tea, NOTHING, TEA-1 TEA-2",
                "-, -, WITHDRAWN, TEA-2 POT-2",
                "tea, -, WITHDRAWN, TEA-2",
                "-, -, CHINESE_TITLE, POT-2",
                "-, -, PRICE, POT-2",
                "-, -, IMAGE, TEA-1 TEA-2 POT-1 POT-2 CUP-1",
            })
    void everyWayIntoAListLeadsToTheSameCountPagesAndFile(String text, String category, Lack lack, String codes)
            throws IOException {
        Filter filter = new Filter(text == null ? "" : text, "", "", category == null ? "" : category, lack);
        List<String> wanted = codes.isEmpty() ? List.of() : List.of(codes.split(" "));
        Goods.Page whole = goods.page(filter, 0, 10);
        assertEquals(wanted, codes(whole.lines()));
        assertEquals(wanted.size(), whole.total());
        assertTrue(whole.exact());
        List<String> oneByOne = new ArrayList<>();
        Long after = 0L;
        while (after != null) {
            Goods.Page page = goods.page(filter, after, 1);
            oneByOne.addAll(codes(page.lines()));
            after = page.next();
        }
        assertEquals(wanted, oneByOne);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        goods.export(filter, Format.CSV, file);
        assertEquals(
                wanted,
                file.toString(StandardCharsets.UTF_8)
                        .lines()
                        .skip(1)
                        .map(line -> line.substring(0, line.indexOf(',')))
                        .toList());
    }

    @Test
    void viewsAreKeptForWhoSavedThem() {
        assertEquals(Outcome.done(true), goods.saveView(" Unpriced ", "lack=PRICE", "mei"));
        assertEquals(Outcome.done(true), goods.saveView("Unpriced", "lack=PRICE&brand=Kiln", "mei"));
        assertEquals(Outcome.done(true), goods.saveView("Tea", "q=tea", "mei"));
        Goods.SavedView tea = goods.views("mei").getFirst();
        assertEquals("Tea", tea.name());
        assertEquals("lack=PRICE&brand=Kiln", goods.views("mei").getLast().query());
        assertEquals(List.of(), goods.views("ana"));
        goods.deleteView(tea.id(), "ana");
        assertEquals(2, goods.views("mei").size(), "nobody removes a view of somebody else");
        goods.deleteView(tea.id(), "mei");
        assertEquals(1, goods.views("mei").size());
        assertTrue(goods.saveView(" ", "q=tea", "mei") instanceof Outcome.Refused);
        assertTrue(goods.saveView("x".repeat(61), "q=tea", "mei") instanceof Outcome.Refused);
    }

    /** Whatever a merchant asks for, the database has an index to answer from. */
    @Test
    void wordsAreNotLookedForInEverySku() {
        String plan = shop.database.read(handle -> {
            handle.execute("SET LOCAL enable_seqscan = off");
            return String.join(
                    "\n",
                    handle.createQuery("EXPLAIN SELECT id FROM catalog.product WHERE title_zh ILIKE '%绿茶%'"
                                    + " AND catalog.neighbours(title_zh) @> ARRAY['绿茶']")
                            .mapTo(String.class)
                            .list());
        });
        assertTrue(plan.contains("product_title_zh"), plan);
    }
}
