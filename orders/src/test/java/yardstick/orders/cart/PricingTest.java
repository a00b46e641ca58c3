package yardstick.orders.cart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import yardstick.catalog.SkuId;
import yardstick.catalog.spi.Availability;
import yardstick.kernel.Language;
import yardstick.kernel.Money;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;
import yardstick.kernel.Setting;
import yardstick.kernel.Settings;
import yardstick.orders.Adjustment;
import yardstick.orders.Cart;
import yardstick.orders.CartId;
import yardstick.orders.OrderId;
import yardstick.orders.Shopper;
import yardstick.orders.shop.Shelf;
import yardstick.orders.spi.PriceAdjuster;

class PricingTest {

    private static final Availability PLENTY =
            skus -> skus.stream().collect(Collectors.toMap(sku -> sku, sku -> 10_000, (a, b) -> a));

    /** One position of a generated cart; the discounts are what two adjusters ask for, in parts per hundred. */
    record Position(long price, int quantity, int first, int second) {}

    @Property(tries = 10_000)
    void partsAddUpToTheTotal(@ForAll("positions") List<Position> positions, @ForAll("currencies") String currency) {
        Cart cart = price(positions, currency);
        Money sum = cart.goods();
        for (Adjustment adjustment : cart.adjustments()) {
            sum = sum.plus(adjustment.amount());
        }
        assertEquals(cart.total(), sum.plus(cart.shipping()).plus(cart.tax()));
        assertFalse(cart.total().isNegative());
        assertEquals(
                cart.goods().minor(),
                positions.stream()
                        .mapToLong(each -> each.price() * each.quantity())
                        .sum());
        for (int i = 0; i < cart.lines().size(); i++) {
            int line = i;
            long off = cart.adjustments().stream()
                    .mapToLong(each -> each.perLine().get(line).minor())
                    .sum();
            assertTrue(off <= 0 && -off <= cart.lines().get(i).lineTotal().minor(), "line " + i + " off " + off);
        }
    }

    @Property(tries = 2_000)
    void shippingIsFreeExactlyFromTheLimit(
            @ForAll("positions") List<Position> positions, @ForAll("currencies") String currency) {
        Cart cart = price(positions, currency);
        long net = cart.total().minus(cart.shipping()).minor();
        assertEquals(net >= 9_900, cart.shipping().isZero());
        Money gap = cart.freeShippingGap();
        assertEquals(net >= 9_900 ? 0 : 9_900 - net, gap == null ? 0 : gap.minor());
    }

    @Provide
    Arbitrary<List<Position>> positions() {
        Arbitrary<Position> position = Combinators.combine(
                        Arbitraries.longs().between(0, 10_000_000),
                        Arbitraries.integers().between(1, 999),
                        Arbitraries.integers().between(-20, 150),
                        Arbitraries.integers().between(-20, 150))
                .as(Position::new);
        return position.list().ofMinSize(1).ofMaxSize(12);
    }

    @Provide
    Arbitrary<String> currencies() {
        return Arbitraries.of("CNY", "JPY", "KWD");
    }

    private static Cart price(List<Position> positions, String currency) {
        Shelf shelf = new Shelf();
        List<Pricing.Item> items = new ArrayList<>();
        for (int i = 0; i < positions.size(); i++) {
            SkuId sku = shelf.put(i + 1, Money.of(positions.get(i).price(), currency));
            items.add(new Pricing.Item(sku, positions.get(i).quantity()));
        }
        PriceAdjuster first =
                new Greedy("first", 1, positions.stream().map(Position::first).toList());
        PriceAdjuster second =
                new Greedy("second", 2, positions.stream().map(Position::second).toList());
        return pricing(shelf, currency, List.of(second, first)).price(draft(items, null));
    }

    private static Pricing pricing(Shelf shelf, String currency, List<PriceAdjuster> adjusters) {
        Settings settings = Settings.of(Map.of(Setting.SHOP_CURRENCY, currency));
        return new Pricing(shelf, PLENTY, settings, new Adjusters(adjusters));
    }

    private static Pricing.Draft draft(List<Pricing.Item> items, @Nullable String coupon) {
        return new Pricing.Draft(new CartId("c"), items, coupon, new Shopper(Language.EN, null, null));
    }

    /** Asks for its percentages whatever the others took: also for more than everything, and for less than nothing. */
    private record Greedy(String source, int rank, List<Integer> percents) implements PriceAdjuster {
        @Override
        public Outcome<List<Adjustment>> adjust(Goods goods) {
            List<Money> off = new ArrayList<>();
            for (int i = 0; i < goods.lines().size(); i++) {
                off.add(goods.lines()
                        .get(i)
                        .lineTotal()
                        .share(percents.get(i) * 100)
                        .negated());
            }
            return Outcome.done(List.of(new Adjustment(source, source, off)));
        }

        @Override
        public Outcome<Boolean> redeem(OrderId order, Goods goods, List<Adjustment> adjustments) {
            return Outcome.done(true);
        }

        @Override
        public void release(OrderId order) {}
    }

    @Test
    void theWorkedExampleOfTheDocumentation() {
        Shelf shelf = new Shelf();
        SkuId sku = shelf.put(1, Money.of(4_500, "CNY"));
        PriceAdjuster tenPercent = new Greedy("coupon:TEN", 1, List.of(10));
        Pricing pricing = pricing(shelf, "CNY", List.of(tenPercent));
        assertEquals(
                8_900,
                pricing.price(draft(List.of(new Pricing.Item(sku, 2)), "TEN"))
                        .total()
                        .minor());
        assertEquals(
                12_150,
                pricing.price(draft(List.of(new Pricing.Item(sku, 3)), "TEN"))
                        .total()
                        .minor());
    }

    @Test
    void anEmptyCartCostsNothing() {
        Cart cart = pricing(new Shelf(), "CNY", List.of()).price(draft(List.of(), null));
        assertTrue(cart.total().isZero());
        assertFalse(cart.buyable());
    }

    @Test
    void whatCannotBeBoughtSaysWhy() {
        Shelf shelf = new Shelf();
        SkuId unpriced = shelf.put(1, null);
        SkuId foreign = shelf.put(2, Money.of(100, "USD"));
        SkuId withdrawn = shelf.put(3, Money.of(100, "CNY"));
        SkuId fine = shelf.put(4, Money.of(100, "CNY"));
        shelf.withdraw(withdrawn);
        Cart cart = pricing(shelf, "CNY", List.of())
                .price(draft(
                        List.of(
                                new Pricing.Item(unpriced, 1),
                                new Pricing.Item(foreign, 1),
                                new Pricing.Item(withdrawn, 1),
                                new Pricing.Item(new SkuId(99), 1),
                                new Pricing.Item(fine, 10_001),
                                new Pricing.Item(fine, 1)),
                        null));
        List<String> problems = cart.lines().stream()
                .map(line -> line.problem() == null
                        ? ""
                        : Objects.requireNonNull(line.problem()).code())
                .toList();
        assertEquals(
                List.of(
                        "orders.not_for_sale",
                        "orders.not_for_sale",
                        "orders.not_for_sale",
                        "orders.not_for_sale",
                        "orders.only_left",
                        ""),
                problems);
        assertNull(cart.couponRefusal());
    }

    @Test
    void aRefusedCouponIsNamedAndTakesNothing() {
        Shelf shelf = new Shelf();
        SkuId sku = shelf.put(1, Money.of(100, "CNY"));
        Cart cart =
                pricing(shelf, "CNY", List.of(new Refusing())).price(draft(List.of(new Pricing.Item(sku, 1)), "NO"));
        assertEquals(Refusal.of("orders.coupon_unknown"), cart.couponRefusal());
        assertEquals(100 + 800, cart.total().minor());
    }

    private static final class Refusing implements PriceAdjuster {
        @Override
        public Outcome<List<Adjustment>> adjust(Goods goods) {
            return Outcome.refused(Refusal.of("orders.coupon_unknown"));
        }

        @Override
        public Outcome<Boolean> redeem(OrderId order, Goods goods, List<Adjustment> adjustments) {
            return Outcome.done(true);
        }

        @Override
        public void release(OrderId order) {}
    }
}
