package yardstick.recommendation.recall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import yardstick.catalog.SkuId;
import yardstick.kernel.Language;
import yardstick.kernel.Money;
import yardstick.kernel.runtime.IcuMessages;
import yardstick.orders.HistoryImported;
import yardstick.orders.OrderId;
import yardstick.orders.Purchase;
import yardstick.recommendation.Recommendation;
import yardstick.testkit.FixedClock;
import yardstick.testkit.TestDatabase;

class RecommendationsTest {

    private static final TestDatabase DATABASE = TestDatabase.with("catalog", "orders", "recommendation");

    private final FixedClock clock = new FixedClock("2026-03-01T10:00:00Z");
    private final BasketOrders orders = new BasketOrders(DATABASE);
    private final Shelf shelf = new Shelf(DATABASE);
    private final PairStore store = new PairStore(DATABASE);
    private final CoPurchases coPurchases = new CoPurchases(DATABASE, orders.orders, store, clock);
    private final DefaultRecommendations recommendations = recommendations();

    private DefaultRecommendations recommendations() {
        DATABASE.execute(handle -> handle.execute("TRUNCATE recommendation.pair, recommendation.popular,"
                + " recommendation.change, recommendation.computation"));
        DefaultRecommendations result = new DefaultRecommendations();
        result.store = store;
        result.catalog = shelf.catalog;
        result.availability = shelf.availability;
        result.clock = clock;
        return result;
    }

    /** 1+2 in 3 of the 4 orders with 1, 1+3 in 2; 4 is in every order; 5 and 6 met once. */
    private void handCounted() {
        orders.add("2026-02-01T10:00:00Z", 1, 2, 4);
        orders.add("2026-02-02T10:00:00Z", 1, 2, 4);
        orders.add("2026-02-03T10:00:00Z", 1, 2, 3, 4);
        orders.add("2026-02-04T10:00:00Z", 1, 3, 4);
        orders.add("2026-02-05T10:00:00Z", 4, 5, 6);
        orders.add("2026-02-06T10:00:00Z", 4, 7);
        orders.add("2026-02-07T10:00:00Z", 4);
        orders.add("2025-01-01T10:00:00Z", 4, 8);
        coPurchases.run();
    }

    private List<Recommendation> with(long... skus) {
        clock.advance(DefaultRecommendations.FRESH);
        return recommendations.boughtTogether(ids(skus), Language.EN, 4);
    }

    private static Collection<SkuId> ids(long... skus) {
        return LongStream.of(skus).mapToObj(SkuId::new).toList();
    }

    private static List<Long> skus(List<Recommendation> found) {
        return found.stream().map(each -> each.product().sku().value()).toList();
    }

    @Test
    void evidenceIsTheCountByHandAndChanceIsNoReason() {
        handCounted();
        List<Recommendation> found = with(1);
        assertEquals(List.of(2L, 3L, 4L), skus(found));
        assertEquals(
                Map.of("together", 3, "orders", 4, "percent", 75L, "sku", 1L),
                found.getFirst().evidence());
        assertEquals(
                "3 of 4 orders with this also had it",
                IcuMessages.load()
                        .text(
                                Language.EN,
                                found.getFirst().reason(),
                                found.getFirst().evidence()));
        assertEquals(List.of(), with(5), "a single order together is no evidence");
        assertEquals(List.of(), with(404));
        assertEquals(List.of(), with());
    }

    @Test
    void nothingThatIsAlreadyThere() {
        handCounted();
        assertEquals(List.of(3L, 4L), skus(with(1, 2)));
        assertEquals(List.of(), with(1, 2, 3, 4));
    }

    @Test
    void whatCannotBeBoughtMakesRoomForTheNext() {
        for (int i = 0; i < 3; i++) {
            orders.add("2026-02-01T10:00:00Z", LongStream.rangeClosed(1, 60).toArray());
        }
        coPurchases.run();
        shelf.empty(2, 40);
        shelf.unpriced(41);
        shelf.withdrawn(42);
        List<Long> found = skus(with(1));
        assertEquals(List.of(43L, 44L, 45L, 46L), found);
        shelf.empty(43, 51);
        assertEquals(List.of(), with(1), "50 neighbours are kept, none of them can be bought");
    }

    @Test
    void oneOfSeveralVariantsOfAProduct() {
        orders.add("2026-02-01T10:00:00Z", 1, 5001, 5002, 6001);
        orders.add("2026-02-01T10:00:00Z", 1, 5001, 5002, 6001);
        coPurchases.run();
        assertEquals(List.of(5001L, 6001L), skus(with(1)));
    }

    @Test
    void answersAreKeptForSecondsOnly() {
        handCounted();
        assertEquals(2L, skus(with(1)).getFirst());
        shelf.empty(2, 2);
        clock.advance(DefaultRecommendations.FRESH.plusMillis(1));
        assertEquals(
                3L, skus(recommendations.boughtTogether(ids(1), Language.EN, 4)).getFirst());
    }

    @Test
    void popularCountsTheDaysBeforeTheNewestOrder() {
        handCounted();
        shelf.empty(1, 1);
        List<Recommendation> found = recommendations.popular(Language.EN, 3);
        assertEquals(List.of(4L, 2L, 3L), skus(found));
        assertEquals(Map.of("orders", 7, "days", 30), found.getFirst().evidence());
    }

    @Test
    void aPurchaseIsCountedByTheNextRunAndARolledBackOneIsNot() {
        handCounted();
        orders.add("2026-02-08T10:00:00Z", 1, 7);
        orders.add("2026-02-08T11:00:00Z", 1, 7);
        clock.advance(Duration.ofMinutes(5));
        coPurchases.run();
        assertFalse(skus(with(1)).contains(7L), "nobody said that there are new orders");
        coPurchases.onPurchase(
                new Purchase(new OrderId(1), "1", "shop", null, Money.of(1, "CNY"), List.of(), Instant.EPOCH, null));
        coPurchases.run();
        assertTrue(skus(with(1)).contains(7L));
        assertEquals(6, with(1).getFirst().evidence().get("orders"));
        coPurchases.onHistory(new HistoryImported("old", List.of(), List.of()));
        assertEquals(1, notes());
        clock.advance(Duration.ofMinutes(5));
        coPurchases.run();
        assertEquals(0, notes());
    }

    private static int notes() {
        return DATABASE.read(handle -> handle.createQuery("SELECT count(*) FROM recommendation.change")
                .mapTo(Integer.class)
                .one());
    }

    @Test
    void everyRowEqualsAnIndependentCount() {
        Random random = new Random(3);
        List<List<SkuId>> baskets = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            baskets.add(random.longs(random.nextInt(1, 12), 1, 40)
                    .distinct()
                    .mapToObj(SkuId::new)
                    .toList());
        }
        baskets.add(LongStream.rangeClosed(1, 101).mapToObj(SkuId::new).toList());
        baskets.forEach(basket -> orders.add(Instant.EPOCH, basket));
        coPurchases.run();
        List<Pair> stored = stored();
        assertEquals(independent(baskets.subList(0, 400)), stored.size());
        for (Pair pair : stored) {
            assertEquals(count(baskets, pair.sku(), pair.other()), pair.together(), pair.toString());
            assertEquals(count(baskets, pair.sku(), pair.sku()), pair.skuOrders(), pair.toString());
            assertEquals(count(baskets, pair.other(), pair.other()), pair.otherOrders(), pair.toString());
        }
    }

    private static List<Pair> stored() {
        return DATABASE.read(handle -> handle.createQuery("SELECT * FROM recommendation.pair")
                .map((row, context) -> new Pair(
                        row.getLong("sku"),
                        row.getLong("other"),
                        row.getInt("together"),
                        row.getInt("sku_orders"),
                        row.getInt("other_orders"),
                        row.getDouble("score")))
                .list());
    }

    private static int independent(List<List<SkuId>> baskets) {
        int pairs = 0;
        for (long a = 1; a < 40; a++) {
            for (long b = 1; b < 40; b++) {
                pairs += a != b && count(baskets, a, b) >= 2 ? 1 : 0;
            }
        }
        return pairs;
    }

    private static int count(List<List<SkuId>> baskets, long a, long b) {
        return (int) baskets.stream()
                .filter(basket -> basket.size() <= 100)
                .filter(basket -> basket.contains(new SkuId(a)) && basket.contains(new SkuId(b)))
                .count();
    }
}
