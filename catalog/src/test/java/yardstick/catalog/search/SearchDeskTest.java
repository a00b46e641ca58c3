package yardstick.catalog.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import yardstick.catalog.AvailabilityChanged;
import yardstick.catalog.CatalogList;
import yardstick.catalog.Goods;
import yardstick.catalog.ProductCard;
import yardstick.catalog.SearchDesk;
import yardstick.catalog.SearchDesk.Action;
import yardstick.catalog.feed.TestShop;
import yardstick.catalog.goods.DefaultGoods;
import yardstick.kernel.Language;
import yardstick.kernel.Money;
import yardstick.kernel.Outcome;

/** What merchants do to the search, what shoppers mistype, and how soon a change is seen. */
class SearchDeskTest {

    private static final String GOODS = """
            sku,title,title_zh,brand,category,price,stock
            A1,Walnut chopping board,胡桃木砧板,Oakley,Kitchen,89.00,4
            A2,Bamboo chopping board,竹砧板,Panda,Kitchen,29.00,4
            A3,Plastic chopping mat,塑料砧垫,Panda,Kitchen,9.00,4
            B1,Stainless colander,不锈钢滤盆,Oakley,Kitchen,59.00,4
            B2,Porcelain teapot,瓷茶壶,Oakley,Table,159.00,4
            """;

    private static TestShop shop;
    private static SearchDesk desk;

    @BeforeAll
    static void open() {
        shop = new TestShop();
        shop.load(GOODS);
        desk = new DefaultSearchDesk(shop.database, shop.clock, shop.search);
        TestShop.awaitRefresh();
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    @AfterEach
    void noRules() {
        desk.rules("").forEach(rule -> desk.drop(rule.id()));
        TestShop.awaitRefresh();
    }

    private static List<String> found(String text) {
        TestShop.awaitRefresh();
        CatalogList list = shop.search(text);
        assertEquals(list.products().size(), list.total(), "the count describes the list");
        long facets = list.facets().stream()
                .filter(facet -> facet.key().equals("brand"))
                .flatMap(facet -> facet.values().stream())
                .mapToLong(CatalogList.FacetValue::count)
                .sum();
        assertEquals(list.total(), facets, "so do the facets");
        return list.products().stream().map(ProductCard::title).toList();
    }

    private static void rule(String query, String code, Action action, int place) {
        assertTrue(desk.keep(new SearchDesk.Wish(query, code, action, place), "staff") instanceof Outcome.Done<Long>);
    }

    @Test
    void rulesPinBoostAndBuryForExactlyTheseWords() {
        List<String> plain = found("chopping");
        assertEquals(3, plain.size());
        rule("Chopping ", "b2", Action.PIN, 2);
        rule("chopping", "A3", Action.PIN, 1);
        assertEquals(
                List.of("Plastic chopping mat", "Porcelain teapot"),
                found("chopping").subList(0, 2));
        assertEquals(4, found("CHOPPING").size());
        assertEquals(2, found("chopping board").size(), "other words, no rule");
        rule("chopping", "A3", Action.BURY, 0);
        assertEquals("Plastic chopping mat", found("chopping").getLast());
        rule("chopping", "A2", Action.BOOST, 0);
        assertEquals(
                List.of("Porcelain teapot", "Bamboo chopping board"),
                found("chopping").subList(0, 2));
        assertEquals(3, desk.rules("chopping").size(), "a second rule for a product replaces the first");
        rule("quokka", "A1", Action.PIN, 1);
        assertEquals(List.of("Walnut chopping board"), found("quokka"));
        assertTrue(
                desk.keep(new SearchDesk.Wish("chopping", "none", Action.PIN, 1), "staff")
                        instanceof Outcome.Refused<Long>);
    }

    @Test
    void thePointsOfAHitAddUpToItsScore() {
        rule("chopping board", "A2", Action.BOOST, 0);
        rule("chopping board", "B1", Action.PIN, 1);
        rule("chopping board", "A1", Action.BURY, 0);
        TestShop.awaitRefresh();
        for (String text : List.of("chopping board", "choping bord", "砧板", "a1", "zhenban")) {
            SearchDesk.Trial trial = desk.trial(Language.EN, text, 10);
            assertFalse(trial.hits().isEmpty(), text);
            for (SearchDesk.Hit hit : trial.hits()) {
                double sum = hit.points().stream()
                        .mapToDouble(SearchDesk.Points::points)
                        .sum();
                assertEquals(hit.score(), sum, Math.max(0.01, hit.score() * 1e-5), text + ": " + hit);
            }
        }
        assertEquals(
                Action.PIN,
                java.util.Objects.requireNonNull(desk.trial(Language.EN, "chopping board", 5)
                                .hits()
                                .getFirst()
                                .rule())
                        .action());
    }

    @Test
    void oneWrongLetterAnywhereStillFindsTheProduct() {
        List<String> lost = new ArrayList<>();
        int tried = 0;
        for (String word : List.of("plastic", "colander", "teapot")) {
            for (String typed : mistakes(word)) {
                tried++;
                if (shop.search(typed).products().stream()
                        .noneMatch(card ->
                                card.title().toLowerCase(java.util.Locale.ROOT).contains(word))) {
                    lost.add(typed);
                }
            }
        }
        assertTrue(tried > 60, "tried " + tried);
        assertEquals(List.of(), lost);
        CatalogList.Match match = shop.search("colandr").match();
        assertEquals(new CatalogList.Match(true, "colander"), match);
        assertEquals(
                new CatalogList.Match(true, "porcelain"),
                shop.search("porzelayn").match(),
                "two in a long word");
        assertEquals(CatalogList.Match.EXACT, shop.search("colander").match());
        assertEquals(0, shop.search("xylophone").total());
    }

    /** A letter left out, doubled, replaced, or changed with its neighbour, at every place. */
    private static Set<String> mistakes(String word) {
        Set<String> typed = new java.util.TreeSet<>();
        for (int i = 0; i < word.length(); i++) {
            typed.add(word.substring(0, i) + word.substring(i + 1));
            typed.add(word.substring(0, i) + word.charAt(i) + word.substring(i));
            typed.add(word.substring(0, i) + "x" + word.substring(i + 1));
            if (i + 1 < word.length()) {
                typed.add(word.substring(0, i) + word.charAt(i + 1) + word.charAt(i) + word.substring(i + 2));
            }
        }
        typed.remove(word);
        return typed;
    }

    /** On a busy machine one try in five may be late; a way that takes a second is late every time. */
    @Test
    void aNewPriceAndTheLastUnitAreSeenWithinASecond() throws InterruptedException {
        Goods goods = new DefaultGoods(shop.database, shop.announcements, shop.clock, shop.index);
        IndexUpkeep upkeep = new IndexUpkeep(shop.database, shop.index, shop.settings);
        Duration price = Duration.ofHours(1);
        Duration stock = Duration.ofHours(1);
        for (int i = 1; i <= 5 && (price.toMillis() >= 1_000 || stock.toMillis() >= 1_000); i++) {
            long minor = 4_000 + i;
            boolean there = i % 2 == 1;
            reprice(goods, minor);
            price = shorter(price, seen(upkeep, card -> Money.of(minor, "CNY").equals(card.price())));
            shop.ledger.units.put(shop.sku("B1"), there ? 1 : 0);
            shop.stockMarks.onAvailabilityChanged(new AvailabilityChanged(Set.of(shop.sku("B1"))));
            stock = shorter(stock, seen(upkeep, card -> card.inStock() == there));
        }
        assertTrue(price.toMillis() < 1_000, "price " + price);
        assertTrue(stock.toMillis() < 1_000, "stock " + stock);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static void reprice(Goods goods, long minor) {
        Goods.Line line = goods.page(new Goods.Filter("B1", "", "", "", Goods.Lack.NOTHING), 0, 5)
                .lines()
                .getFirst();
        Goods.Fields before = new Goods.Fields(line.title(), line.brand(), line.priceMinor(), line.active());
        Goods.Fields after = new Goods.Fields(line.title(), line.brand(), minor, line.active());
        goods.edit(List.of(new Goods.Edit(line.sku(), before, after)), "staff");
    }

    /** The task runs when its period says, as the kernel runs it; a shopper asks again and again. */
    private static Duration seen(IndexUpkeep upkeep, java.util.function.Predicate<ProductCard> wanted)
            throws InterruptedException {
        long changed = System.nanoTime();
        for (int turn = 0; turn < 40; turn++) {
            Thread.sleep(upkeep.period());
            upkeep.run();
            for (int i = 0; i < 10; i++) {
                if (wanted.test(shop.search("colander").products().getFirst())) {
                    return Duration.ofNanos(System.nanoTime() - changed);
                }
                Thread.sleep(25);
            }
        }
        throw new AssertionError("not seen at all");
    }
}
