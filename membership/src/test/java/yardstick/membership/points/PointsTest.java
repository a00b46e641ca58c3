package yardstick.membership.points;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import yardstick.catalog.SkuId;
import yardstick.kernel.Language;
import yardstick.kernel.Money;
import yardstick.kernel.Outcome;
import yardstick.kernel.Setting;
import yardstick.kernel.Settings;
import yardstick.kernel.runtime.IcuMessages;
import yardstick.membership.Points;
import yardstick.orders.Adjustment;
import yardstick.orders.CustomerId;
import yardstick.orders.OrderId;
import yardstick.orders.OrderRefunded;
import yardstick.orders.Purchase;
import yardstick.orders.spi.PriceAdjuster;
import yardstick.testkit.FixedClock;
import yardstick.testkit.TestDatabase;

class PointsTest {

    private static final TestDatabase DATABASE = TestDatabase.with("membership");
    private static final AtomicLong MEMBERS = new AtomicLong();
    private static final AtomicLong ORDERS = new AtomicLong();

    private final FixedClock clock = new FixedClock("2026-03-01T10:00:00Z");
    private final Settings settings = Settings.of(Map.of());
    private final PointsBook book = new PointsBook(DATABASE, settings, clock);
    private final PointsUse uses = new PointsUse(DATABASE, clock);
    private final Points points = new DefaultPoints(DATABASE, settings, clock);
    private final PriceAdjuster prices = new PointsPrices(DATABASE, uses, IcuMessages.load(), settings);
    private CustomerId member = new CustomerId(0);

    @BeforeEach
    void join() {
        member = new CustomerId(MEMBERS.incrementAndGet());
        DATABASE.execute(
                handle -> handle.createUpdate("""
                        INSERT INTO membership.account
                            (customer_id, email, name, password_hash, language, tier, joined_at)
                        VALUES (:id, 'points-' || :id || '@example.com', 'P', 'x', 'en', 'gold', now())""").bind("id", member.value()).execute());
    }

    @AfterEach
    void audit() {
        new PointsInvariants()
                .statements()
                .forEach((name, sql) -> assertEquals(
                        List.of(),
                        DATABASE.read(handle ->
                                handle.createQuery(sql).mapTo(String.class).list()),
                        name));
    }

    private OrderId buy(long minor) {
        OrderId order = new OrderId(ORDERS.incrementAndGet());
        book.onPurchase(purchase(order, minor, "shop"));
        return order;
    }

    private Purchase purchase(OrderId order, long minor, String source) {
        return new Purchase(
                order, "N" + order.value(), source, member, Money.of(minor, "CNY"), List.of(), clock.instant(), null);
    }

    private void refund(OrderId order, String id, long minor) {
        book.onRefund(new OrderRefunded(
                order, "N" + order.value(), id, member, Money.of(minor, "CNY"), clock.instant(), null));
    }

    private PointsUse.Wish wish(long points) {
        return new PointsUse.Wish(new OrderId(ORDERS.incrementAndGet()), member, points, 1);
    }

    private long balance() {
        return points.of(member).orElseThrow().balance();
    }

    private long owed() {
        return DATABASE.read(
                handle -> handle.createQuery("SELECT owed FROM membership.points_account WHERE customer_id = :id")
                        .bind("id", member.value())
                        .mapTo(Long.class)
                        .one());
    }

    private interface Attempt {
        boolean by(int number);
    }

    private static long wonBy(int times, Attempt attempt) throws Exception {
        try (ExecutorService pool = Executors.newFixedThreadPool(32)) {
            List<Callable<Boolean>> calls = IntStream.rangeClosed(1, times)
                    .mapToObj(i -> (Callable<Boolean>) () -> attempt.by(i))
                    .toList();
            long won = 0;
            for (Future<Boolean> answer : pool.invokeAll(calls)) {
                won += answer.get() ? 1 : 0;
            }
            return won;
        }
    }

    @Test
    void anOrderEarnsOnceByItsTierAndRoundedDown() {
        OrderId order = buy(6_999);
        assertEquals(104, balance(), "gold: 1.5 % of 69.99");
        book.onPurchase(purchase(order, 6_999, "shop"));
        assertEquals(104, balance());
        book.onPurchase(purchase(new OrderId(ORDERS.incrementAndGet()), 100_000, "import"));
        assertEquals(104, balance());
        assertEquals(Money.of(104, "CNY"), points.of(member).orElseThrow().worth());
    }

    @Test
    void withoutAValueThereAreNoPoints() {
        Settings none = Settings.of(Map.of(Setting.POINTS_VALUE, "0"));
        new PointsBook(DATABASE, none, clock).onPurchase(purchase(new OrderId(-1), 10_000, "shop"));
        assertTrue(new DefaultPoints(DATABASE, none, clock).of(member).isEmpty());
        assertEquals(0, balance());
    }

    @Test
    void whatGoesBackTakesItsPointsAlong() {
        OrderId order = buy(10_000);
        refund(order, "a", 3_333);
        assertEquals(100, balance(), "1.5 % of 66.67");
        refund(order, "b", 6_667);
        assertEquals(0, balance());
    }

    @Test
    void pointsThatWereUsedAreOwedAndTheNextOnesPay() {
        OrderId order = buy(10_000);
        PointsUse.Wish used = wish(150);
        assertTrue(uses.hold(used));
        refund(order, "owed", 10_000);
        assertEquals(0, balance());
        assertEquals(150, owed());
        buy(6_667);
        assertEquals(0, balance());
        assertEquals(50, owed());
        uses.release(used.order());
        assertEquals(100, balance());
        assertEquals(0, owed());
    }

    @Test
    void manyOrdersAtOnceUseNoPointTwice() throws Exception {
        buy(10_000);
        buy(10_000);
        assertEquals(6, wonBy(64, _ -> uses.hold(wish(50))));
        assertEquals(0, balance());
    }

    @Test
    void theSameOrderAtOnceUsesItsPointsOnceAndGivesThemBackOnce() throws Exception {
        buy(10_000);
        PointsUse.Wish same = wish(120);
        assertEquals(64, wonBy(64, _ -> uses.hold(same)));
        assertEquals(30, balance());
        wonBy(64, _ -> {
            uses.release(same.order());
            return true;
        });
        assertEquals(150, balance());
        assertEquals(
                1,
                points.latest(member, 9).stream()
                        .filter(each -> each.kind() == Points.Kind.RETURN)
                        .count());
    }

    @Test
    void goodsThatGoBackBringTheirShareAndTheRestComesAtTheEnd() {
        buy(10_000);
        PointsUse.Wish used = wish(100);
        assertTrue(uses.hold(used));
        prices.giveBack(used.order(), new PriceAdjuster.Share("points:used", 33, 100));
        assertEquals(83, balance());
        prices.giveBack(used.order(), new PriceAdjuster.Share("coupon:X", 50, 100));
        assertEquals(83, balance());
        prices.release(used.order());
        assertEquals(150, balance());
    }

    @Test
    void theOldestAreUsedFirstAndRunOutFirst() {
        buy(10_000);
        clock.advance(Duration.ofDays(200));
        buy(20_000);
        PointsUse.Wish used = wish(100);
        assertTrue(uses.hold(used));
        clock.advance(Duration.ofDays(166));
        assertEquals(300, balance(), "what has run out is gone before anybody has tidied up");
        assertFalse(uses.hold(wish(301)));
        book.run();
        book.run();
        assertEquals(300, balance());
        assertEquals(-50, points.latest(member, 1).getFirst().points());
        uses.release(used.order());
        assertEquals(400, balance(), "good for another 30 days");
        clock.advance(PointsUse.GRACE);
        book.run();
        assertEquals(300, balance());
    }

    private Outcome<List<Adjustment>> adjusted(@Nullable CustomerId customer, long... left) {
        List<PriceAdjuster.Line> lines = IntStream.range(0, left.length)
                .mapToObj(i -> new PriceAdjuster.Line(new SkuId(i), 1, Money.of(left[i] * 2, "CNY")))
                .toList();
        List<Money> rest = IntStream.range(0, left.length)
                .mapToObj(i -> Money.of(left[i], "CNY"))
                .toList();
        return prices.adjust(new PriceAdjuster.Goods(Language.EN, lines, customer, null), rest);
    }

    private static List<Adjustment> done(Outcome<List<Adjustment>> outcome) {
        return assertInstanceOf(Outcome.Done.class, outcome).value() instanceof List<?> list
                ? list.stream().map(Adjustment.class::cast).toList()
                : List.of();
    }

    @Test
    void theCheckoutUsesWhatIsWantedAndLeftAndThere() {
        buy(100_000);
        assertEquals(List.of(), done(adjusted(member, 900, 100)), "nobody has asked for it");
        assertInstanceOf(Outcome.Refused.class, points.use(member, 1_501));
        assertInstanceOf(Outcome.Refused.class, points.use(member, -1));
        assertInstanceOf(Outcome.Done.class, points.use(member, 1_200));
        assertEquals(List.of(), done(adjusted(null, 900, 100)));
        Adjustment all = done(adjusted(member, 900, 100)).getFirst();
        assertEquals(List.of(Money.of(-900, "CNY"), Money.of(-100, "CNY")), all.perLine());
        assertEquals("1,000 points used", all.label());
        List<Adjustment> used = done(adjusted(member, 3_000, 1));
        assertEquals(Money.of(-1_200, "CNY"), used.getFirst().amount());
        PriceAdjuster.Goods goods = new PriceAdjuster.Goods(Language.EN, List.of(), member, null);
        OrderId order = new OrderId(ORDERS.incrementAndGet());
        assertInstanceOf(Outcome.Done.class, prices.redeem(order, goods, used));
        assertEquals(300, balance());
        assertEquals(0, points.of(member).orElseThrow().wanted(), "the choice was for one order");
        assertInstanceOf(Outcome.Refused.class, prices.redeem(new OrderId(ORDERS.incrementAndGet()), goods, used));
        assertEquals(300, balance());
    }
}
