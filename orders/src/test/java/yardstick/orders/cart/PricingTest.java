package yardstick.orders.cart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import yardstick.catalog.ProductId;
import yardstick.catalog.Sku;
import yardstick.catalog.SkuId;
import yardstick.kernel.Language;
import yardstick.kernel.Money;
import yardstick.kernel.Outcome;
import yardstick.orders.Adjustment;
import yardstick.orders.Cart;
import yardstick.orders.CartId;
import yardstick.orders.OrderId;
import yardstick.orders.Tariffs;
import yardstick.orders.quote.Calculation;
import yardstick.orders.quote.Calculation.Choice;
import yardstick.orders.quote.Calculation.Trait;
import yardstick.orders.quote.Tariff;
import yardstick.orders.spi.PriceAdjuster;

/** The arithmetic of a quote over generated carts; nothing is looked up. */
class PricingTest {

    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<Tariffs.Tax> TAXES = List.of(
            new Tariffs.Tax("CN", "standard", 1_300, true, "VAT", "增值税"),
            new Tariffs.Tax("CN", "food", 900, true, "VAT", "增值税"),
            new Tariffs.Tax("US", "standard", 825, false, "Sales tax", "销售税"),
            new Tariffs.Tax("US", "food", 0, false, "Sales tax", "销售税"));
    private static final List<Tariffs.Method> METHODS = List.of(
            new Tariffs.Method("standard", "DELIVERY", "Standard", "标准", List.of(), null, null, 0, 1, true),
            new Tariffs.Method("express", "DELIVERY", "Express", "快递", List.of("CN"), 1_500L, 100_000L, 700, 2, true),
            new Tariffs.Method("old", "DELIVERY", "Old", "旧", List.of(), 0L, 0L, 0, 3, false));

    /** One position of a generated cart; the discounts are what two adjusters ask for, in parts per hundred. */
    record Position(long price, int quantity, int first, int second) {}

    /** The shops' currencies, with two, no and three decimal places. */
    private static final List<String> SHOPS = List.of("CNY", "JPY", "KWD");

    /** Where it goes, how, and in which money. */
    record Way(String shop, @Nullable String currency, String country, String shipping) {}

    /** Each of the carts in a shop of each currency. */
    @Property(tries = 100_000)
    void partsAddUpToTheTotal(@ForAll("positions") List<Position> positions, @ForAll("ways") Way way) {
        for (String shop : SHOPS) {
            Way there = new Way(shop, way.currency(), way.country(), way.shipping());
            assertAddsUp(price(positions, there), there);
        }
    }

    private static void assertAddsUp(Cart cart, Way way) {
        Money sum = cart.goods();
        for (Adjustment adjustment : cart.adjustments()) {
            sum = sum.plus(adjustment.amount());
        }
        assertEquals(cart.total(), sum.plus(cart.shipping()).plus(cart.tax()));
        assertFalse(cart.total().isNegative());
        assertEquals(
                cart.goods().minor(),
                cart.lines().stream()
                        .mapToLong(line -> line.unitPrice().minor() * line.quantity())
                        .sum());
        for (int i = 0; i < cart.lines().size(); i++) {
            int line = i;
            long off = cart.adjustments().stream()
                    .mapToLong(each -> each.perLine().get(line).minor())
                    .sum();
            assertTrue(off <= 0 && -off <= cart.lines().get(i).lineTotal().minor(), "line " + i + " off " + off);
        }
        for (Cart.Tax tax : cart.terms().taxes()) {
            assertEquals(tax.amount(), tax.perLine().stream().reduce(tax.onShipping(), Money::plus));
            assertTrue(tax.amount().compareTo(tax.of()) <= 0 && !tax.amount().isNegative());
        }
        assertEquals(way.shop(), cart.terms().base().currency());
    }

    @Property(tries = 2_000)
    void standardShippingIsFreeExactlyFromTheLimit(@ForAll("positions") List<Position> positions) {
        Cart cart = price(positions, new Way("CNY", null, "JP", "standard"));
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
    Arbitrary<Way> ways() {
        return Combinators.combine(
                        Arbitraries.of("", "CNY", "JPY", "KWD"),
                        Arbitraries.of("CN", "US", "JP"),
                        Arbitraries.of("", "standard", "express"))
                .as((currency, country, shipping) ->
                        new Way("", currency.isEmpty() ? null : currency, country, shipping));
    }

    private static Tariff tariff(String shop) {
        Map<String, Cart.Rate> rates = new java.util.HashMap<>();
        for (Map.Entry<String, String> each :
                Map.of("CNY", "1.37", "JPY", "20.4567", "KWD", "0.042").entrySet()) {
            if (!each.getKey().equals(shop)) {
                rates.put(
                        each.getKey(), new Cart.Rate(shop, each.getKey(), new BigDecimal(each.getValue()), "test", AT));
            }
        }
        return new Tariff(shop, "CN", Money.of(800, shop), Money.of(9_900, shop), rates, TAXES, METHODS, true);
    }

    private static Cart price(List<Position> positions, Way way) {
        List<Cart.Line> lines = new ArrayList<>();
        List<Trait> traits = new ArrayList<>();
        for (int i = 0; i < positions.size(); i++) {
            Position each = positions.get(i);
            Money price = Money.of(each.price(), way.shop());
            lines.add(new Cart.Line(
                    sku(i + 1, price), each.quantity(), price, price.times(each.quantity()), 10_000, null));
            traits.add(new Trait(i % 2 == 0 ? "standard" : "food", 450));
        }
        List<PriceAdjuster> adjusters = List.of(
                new Greedy("second", 2, positions.stream().map(Position::second).toList()),
                new Greedy("first", 1, positions.stream().map(Position::first).toList()));
        Adjusters.Adjusted adjusted = new Adjusters(adjusters)
                .adjust(new PriceAdjuster.Goods(
                        Language.EN,
                        lines.stream()
                                .map(line -> new PriceAdjuster.Line(line.sku().id(), line.quantity(), line.lineTotal()))
                                .toList(),
                        null,
                        null));
        return new Calculation(
                        tariff(way.shop()),
                        new Choice(Language.EN, way.currency(), way.country(), way.shipping()),
                        new Calculation.Goods(new CartId("c"), lines, traits, adjusted.adjustments(), null, null))
                .cart();
    }

    private static Sku sku(long id, Money price) {
        return new Sku(new SkuId(id), new ProductId(id), "S" + id, "p", "Product", price, null, null, true);
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
        Way home = new Way("CNY", null, "JP", "");
        assertEquals(
                8_900,
                price(List.of(new Position(4_500, 2, 10, 0)), home).total().minor());
        assertEquals(
                12_150,
                price(List.of(new Position(4_500, 3, 10, 0)), home).total().minor());
    }

    @Test
    void taxIsContainedOrComesOnTop() {
        Cart china = price(List.of(new Position(11_300, 1, 0, 0)), new Way("CNY", null, "CN", ""));
        assertEquals(11_300, china.total().minor());
        assertEquals(1_300, china.terms().included().minor());
        Cart us = price(
                List.of(new Position(1_999, 1, 0, 0), new Position(1_001, 1, 0, 0)), new Way("CNY", null, "US", ""));
        assertEquals(231, us.tax().minor(), "8.25 % of 19.99 and of 8.00 shipping is 2.309");
        assertEquals(3_000 + 800 + 231, us.total().minor());
        assertEquals(
                List.of(Money.of(165, "CNY"), Money.of(0, "CNY")),
                us.terms().taxes().getFirst().perLine());
    }

    @Test
    void shippingByWeightBeginsAKilogramAndAForeignPriceStatesItsRate() {
        Cart heavy = price(List.of(new Position(1_000, 3, 0, 0)), new Way("CNY", null, "CN", "express"));
        assertEquals(1_500 + 2 * 700, heavy.shipping().minor(), "1,350 grams are two kilograms begun");
        Cart yen = price(List.of(new Position(1_000, 3, 0, 0)), new Way("CNY", "JPY", "CN", "express"));
        assertEquals(205, yen.lines().getFirst().unitPrice().minor(), "10.00 at 20.4567 is 204.567");
        assertEquals(615 + 593, yen.total().minor());
        assertEquals(3_000 + 2_900, yen.terms().base().minor());
        assertEquals(
                "test", Optional.ofNullable(yen.terms().rate()).orElseThrow().source());
        assertEquals(
                "standard",
                Objects.requireNonNull(price(List.of(new Position(1, 1, 0, 0)), new Way("CNY", null, "US", "express"))
                                .terms()
                                .delivery())
                        .code(),
                "express does not go there");
    }
}
