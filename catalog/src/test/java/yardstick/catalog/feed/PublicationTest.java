package yardstick.catalog.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import yardstick.catalog.CatalogQuery;
import yardstick.catalog.Goods;
import yardstick.catalog.Goods.Bulk;
import yardstick.catalog.Goods.Filter;
import yardstick.catalog.goods.DefaultGoods;
import yardstick.catalog.goods.Publication;
import yardstick.kernel.Language;
import yardstick.kernel.Outcome;

/** Products that are shown from a moment on, until another one. */
class PublicationTest {

    private static final String SLUG = "winter-coat-w1";

    private static TestShop shop;
    private static Goods goods;
    private static Publication publication;

    @BeforeAll
    static void open() {
        shop = new TestShop();
        goods = new DefaultGoods(shop.database, shop.announcements, shop.clock, shop.index);
        publication = new Publication(shop.database, shop.announcements, shop.clock, shop.index);
        shop.load("sku,title,category,price,stock\nW1,Winter coat,Coats,120,4\nW2,Rain coat,Coats,90,4\n");
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    private static void turn(Duration time) {
        shop.clock.advance(time);
        publication.run();
        shop.index.drain(done -> {});
        TestShop.awaitRefresh();
    }

    /** Page, list, search and category count; site maps are made of lists. */
    private static List<Boolean> seen() {
        boolean sellable = shop.catalog
                .skus(Language.EN, List.of(shop.sku("W1")))
                .values()
                .iterator()
                .next()
                .active();
        return List.of(
                shop.catalog.product(Language.EN, SLUG).isPresent(),
                shop.search("winter").total() == 1,
                shop.catalog
                                .list(new CatalogQuery(
                                        Language.EN, "", null, java.util.Map.of(), CatalogQuery.Sort.NAME, 1, 96))
                                .total()
                        == 2,
                sellable);
    }

    private static final List<Boolean> EVERYWHERE = List.of(true, true, true, true);
    private static final List<Boolean> NOWHERE = List.of(false, false, false, false);

    @Test
    void isSeenFromTheFirstMomentToTheLast() {
        assertEquals(EVERYWHERE, seen());
        var start = shop.clock.instant();
        Filter winter = new Filter("winter", "", "", "", Goods.Lack.NOTHING);
        assertInstanceOf(
                Outcome.Refused.class,
                goods.bulk(winter, new Bulk.Shown(start.plusSeconds(9), start.plusSeconds(9)), "a"));
        goods.bulk(winter, new Bulk.Shown(start.plusSeconds(3600), start.plusSeconds(7200)), "ann");
        turn(Duration.ZERO);
        assertEquals(NOWHERE, seen());
        turn(Duration.ofSeconds(3599));
        assertEquals(NOWHERE, seen());
        turn(Duration.ofSeconds(1));
        assertEquals(EVERYWHERE, seen());
        assertTrue(shop.load("sku,title,category,price,stock\nW1,Winter coat,Coats,120,4\n")
                .contains("\"unchanged\":1"));
        turn(Duration.ofSeconds(3600));
        assertEquals(NOWHERE, seen());
        long schedule = goods.changes(9).stream()
                .filter(change -> change.kind().equals("edit"))
                .findFirst()
                .orElseThrow()
                .id();
        assertInstanceOf(Outcome.Done.class, goods.undo(schedule, "ann"));
        turn(Duration.ofSeconds(1));
        assertEquals(EVERYWHERE, seen());
        assertFalse(goods.history(1).isEmpty());
    }
}
