package yardstick.membership.coupon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import yardstick.catalog.SkuId;
import yardstick.kernel.Language;
import yardstick.kernel.Money;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;
import yardstick.kernel.Settings;
import yardstick.kernel.runtime.IcuMessages;
import yardstick.membership.Coupons.Coupon;
import yardstick.membership.tier.TierLadder;
import yardstick.membership.tier.TierPrices;
import yardstick.orders.Adjustment;
import yardstick.orders.CustomerId;
import yardstick.orders.OrderId;
import yardstick.orders.Risk;
import yardstick.orders.RiskDecided;
import yardstick.orders.spi.PriceAdjuster;
import yardstick.orders.spi.PriceAdjuster.Goods;
import yardstick.orders.spi.PriceAdjuster.Line;
import yardstick.testkit.FixedClock;
import yardstick.testkit.TestDatabase;

class CouponPricesTest {

    private static final TestDatabase DATABASE = database();
    private static final CustomerId GOLD = new CustomerId(1);

    private final FixedClock clock = new FixedClock("2026-03-01T10:00:00Z");
    private final DefaultCoupons coupons = new DefaultCoupons(DATABASE, Settings.of(Map.of()), clock);
    private final TierPrices tiers =
            new TierPrices(new TierLadder(DATABASE, Settings.of(Map.of())), IcuMessages.load());
    private final RiskBlocks blocks = new RiskBlocks(DATABASE);
    private final CouponPrices prices = prices();

    private static TestDatabase database() {
        TestDatabase database = TestDatabase.with("membership");
        database.execute(handle -> handle.execute("""
                INSERT INTO membership.account (customer_id, email, name, password_hash, language, tier, joined_at)
                VALUES (1, 'gold@example.com', 'G', 'x', 'en', 'gold', now())"""));
        return database;
    }

    @Test
    void blockedCustomersGetNoCouponUntilTheyAreCleared() {
        coupons.create(percent("RISKY", 1_000));
        CustomerId shopper = new CustomerId(77);
        Goods goods = goods(shopper, "RISKY", 10_000);
        assertTrue(prices.adjust(goods) instanceof Outcome.Done);
        blocks.onDecided(decided(Risk.Verdict.BLOCK, 1, shopper));
        blocks.onDecided(decided(Risk.Verdict.BLOCK, 1, shopper));
        assertTrue(prices.adjust(goods) instanceof Outcome.Refused<List<Adjustment>>(var refusal)
                && refusal.code().equals("membership.coupon_not_available"));
        blocks.onDecided(decided(Risk.Verdict.ALLOW, 2, shopper));
        assertTrue(prices.adjust(goods) instanceof Outcome.Refused, "another checkout clears nothing");
        blocks.onDecided(decided(Risk.Verdict.ALLOW, 1, shopper));
        assertTrue(prices.adjust(goods) instanceof Outcome.Done);
    }

    private RiskDecided decided(Risk.Verdict verdict, long assessment, CustomerId customer) {
        return new RiskDecided(assessment, 1, verdict, customer, clock.instant());
    }

    private CouponPrices prices() {
        DATABASE.execute(handle -> handle.execute("TRUNCATE membership.coupon CASCADE"));
        CouponPrices result = new CouponPrices();
        result.tiers = tiers;
        result.coupons = coupons;
        result.uses = new CouponUses(DATABASE, clock);
        result.blocks = blocks;
        result.messages = IcuMessages.load();
        result.settings = Settings.of(Map.of());
        result.clock = clock;
        return result;
    }

    private static Coupon percent(String code, int basisPoints) {
        return new Coupon(code, basisPoints, null, null, null, null, 0, null, null, true);
    }

    private static Coupon amount(String code, long minor) {
        return new Coupon(code, 0, Money.of(minor, "CNY"), null, null, null, 0, null, null, true);
    }

    private static Goods goods(@Nullable CustomerId customer, @Nullable String coupon, long... totals) {
        List<Line> lines = IntStream.range(0, totals.length)
                .mapToObj(i -> new Line(new SkuId(i), 1, Money.of(totals[i], "CNY")))
                .toList();
        return new Goods(Language.EN, lines, customer, coupon);
    }

    private List<Adjustment> adjusted(Goods goods) {
        List<Adjustment> adjustments = new ArrayList<>();
        for (PriceAdjuster adjuster : List.of(tiers, prices)) {
            Outcome<List<Adjustment>> outcome = adjuster.adjust(goods);
            assertInstanceOf(Outcome.Done.class, outcome);
            adjustments.addAll(((Outcome.Done<List<Adjustment>>) outcome).value());
        }
        return adjustments;
    }

    private Refusal refused(Goods goods) {
        Outcome<List<Adjustment>> outcome = prices.adjust(goods);
        assertInstanceOf(Outcome.Refused.class, outcome);
        return ((Outcome.Refused<List<Adjustment>>) outcome).refusal();
    }

    @Test
    void tierFirstThenTheCouponOnWhatRemains() {
        coupons.create(percent("TEN", 1000));
        List<Adjustment> adjustments = adjusted(goods(GOLD, " ten ", 7_000, 3_000));
        assertEquals(
                List.of("tier:gold", "coupon:TEN"),
                adjustments.stream().map(Adjustment::source).toList());
        assertEquals("Gold member discount (2 %)", adjustments.getFirst().label());
        assertEquals(
                List.of(-200L, -980L),
                adjustments.stream().map(a -> a.amount().minor()).toList());
        assertEquals(
                List.of(-686L, -294L),
                adjustments.get(1).perLine().stream().map(Money::minor).toList());
    }

    @Test
    void guestsWithoutCouponPayTheListPrice() {
        assertEquals(List.of(), adjusted(goods(null, null, 100)));
        assertEquals(List.of(), adjusted(goods(null, null)));
    }

    @Test
    void anAmountIsCappedAtTheGoods() {
        coupons.create(amount("BIG", 99_999));
        Adjustment adjustment = adjusted(goods(null, "BIG", 100, 0, 50)).getFirst();
        assertEquals(
                List.of(-100L, 0L, -50L),
                adjustment.perLine().stream().map(Money::minor).toList());
    }

    @Test
    void refusalsSayWhy() {
        Coupon base = percent("MIN", 500);
        coupons.create(new Coupon(
                "MIN",
                500,
                null,
                Money.of(10_000, "CNY"),
                1,
                1,
                0,
                clock.instant().plus(Duration.ofDays(1)),
                clock.instant().plus(Duration.ofDays(3)),
                base.active()));
        assertEquals(
                "membership.coupon_unknown", refused(goods(GOLD, "NOPE", 100)).code());
        assertEquals(Refusal.of("membership.coupon_not_yet", "date", "2026-03-02"), refused(goods(GOLD, "MIN", 8_800)));
        clock.advance(Duration.ofDays(1));
        assertEquals(
                "membership.coupon_members_only",
                refused(goods(null, "MIN", 8_800)).code());
        Refusal gap = refused(goods(GOLD, "MIN", 8_800));
        assertEquals("membership.coupon_minimum", gap.code());
        assertEquals("12.00", gap.arguments().get("missing"));
        redeem(goods(GOLD, "MIN", 10_000), 1);
        assertEquals(
                "membership.coupon_used_up", refused(goods(GOLD, "MIN", 10_000)).code());
        prices.release(new OrderId(1));
        adjusted(goods(GOLD, "MIN", 10_000));
        clock.advance(Duration.ofDays(2));
        assertEquals(
                Refusal.of("membership.coupon_expired", "date", "2026-03-04"), refused(goods(GOLD, "MIN", 10_000)));
        coupons.deactivate("MIN");
        assertEquals(
                "membership.coupon_withdrawn",
                refused(goods(GOLD, "MIN", 10_000)).code());
    }

    private Outcome<Boolean> redeem(Goods goods, long order) {
        return prices.redeem(new OrderId(order), goods, adjusted(goods));
    }

    @Test
    void whoComesSecondIsToldWhy() {
        coupons.create(new Coupon("LAST", 100, null, null, 1, null, 0, null, null, true));
        Goods goods = goods(null, "LAST", 10_000);
        List<Adjustment> promised = adjusted(goods);
        assertEquals(Outcome.done(true), prices.redeem(new OrderId(1), goods, promised));
        assertEquals(
                Outcome.refused(Refusal.of("membership.coupon_used_up")),
                prices.redeem(new OrderId(2), goods, promised));
    }

    @Test
    void badCouponsAreNotCreated() {
        assertInstanceOf(Outcome.Refused.class, coupons.create(percent("a b", 100)));
        assertInstanceOf(Outcome.Refused.class, coupons.create(percent("NONE", 0)));
        assertInstanceOf(Outcome.Refused.class, coupons.create(percent("MUCH", 10_001)));
        assertInstanceOf(
                Outcome.Refused.class,
                coupons.create(new Coupon("BOTH", 5, Money.of(5, "CNY"), null, null, null, 0, null, null, true)));
        assertInstanceOf(
                Outcome.Refused.class,
                coupons.create(new Coupon("EUR", 0, Money.of(5, "EUR"), null, null, null, 0, null, null, true)));
        coupons.create(percent("ONCE", 100));
        assertEquals(
                Outcome.refused(Refusal.of("membership.coupon_exists", "code", "ONCE")),
                coupons.create(percent("once", 200)));
        assertEquals(1, coupons.all().size());
    }

    @Property(tries = 300)
    void linesNeverGoBelowZeroAndPartsAddUp(
            @ForAll @Size(min = 1, max = 12) List<@LongRange(min = 0, max = 10_000_000) Long> totals,
            @ForAll @IntRange(min = 1, max = 10_000) int basisPoints,
            @ForAll @LongRange(min = 1, max = 20_000_000) long fixed,
            @ForAll boolean percentage) {
        DATABASE.execute(handle -> handle.execute("TRUNCATE membership.coupon CASCADE"));
        coupons.create(percentage ? percent("ANY", basisPoints) : amount("ANY", fixed));
        long[] lines = totals.stream().mapToLong(Long::longValue).toArray();
        long goods = totals.stream().mapToLong(Long::longValue).sum();
        List<Adjustment> adjustments = adjusted(goods(GOLD, "ANY", lines));
        List<Long> remaining = new ArrayList<>(totals);
        for (Adjustment adjustment : adjustments) {
            for (int i = 0; i < lines.length; i++) {
                long part = adjustment.perLine().get(i).minor();
                assertTrue(part <= 0);
                remaining.set(i, remaining.get(i) + part);
            }
        }
        assertFalse(remaining.stream().anyMatch(line -> line < 0), remaining::toString);
        long tier = Math.round(goods * 0.02);
        long rest = goods - tier;
        long coupon = percentage ? Math.round(rest * (double) basisPoints / 10_000) : Math.min(fixed, rest);
        assertEquals(
                rest - coupon, remaining.stream().mapToLong(Long::longValue).sum());
    }
}
