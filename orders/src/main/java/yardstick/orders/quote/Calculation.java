package yardstick.orders.quote;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Language;
import yardstick.kernel.Money;
import yardstick.kernel.Refusal;
import yardstick.orders.Adjustment;
import yardstick.orders.Cart;
import yardstick.orders.CartId;
import yardstick.orders.Tariffs;

/**
 * The arithmetic of a quote, without any look-up: from lines and discounts in the shop's currency to a cart in the
 * shopper's. Unit prices and every part of a discount are converted one by one and the rest are sums, so that the parts
 * always add up to the total. Tax is reckoned per rate and split over the lines by largest remainder.
 */
public record Calculation(Tariff tariff, Choice choice, Goods goods) {

    private static final int WHOLE = 10_000;

    /**
     * @param currency null for the shop's own
     * @param country ISO code; empty for the shop's home
     * @param shipping code of a method; empty for the first that fits
     */
    public record Choice(Language language, @Nullable String currency, String country, String shipping) {}

    /**
     * @param lines at list price in the shop's currency
     * @param traits per line
     * @param adjustments in the shop's currency, none of them below what a line can bear
     */
    public record Goods(
            CartId cart,
            List<Cart.Line> lines,
            List<Trait> traits,
            List<Adjustment> adjustments,
            @Nullable String coupon,
            @Nullable Refusal couponRefusal) {}

    /** How a line is taxed and what one unit weighs. */
    public record Trait(String taxCategory, int grams) {
        public static final Trait USUAL = new Trait(Tariffs.STANDARD, 0);
    }

    public Cart cart() {
        Cart.@Nullable Rate rate = tariff.rate(choice.currency()).orElse(null);
        Cart shown = cart(rate);
        if (rate == null) {
            return shown;
        }
        Cart base = cart(null);
        return shown.measuredAs(base.total());
    }

    private Cart cart(Cart.@Nullable Rate rate) {
        String currency = rate == null ? tariff.currency() : rate.to();
        Money zero = Money.zero(currency);
        List<Cart.Line> lines =
                goods.lines().stream().map(line -> convert(line, rate)).toList();
        Money sum = lines.stream().map(Cart.Line::lineTotal).reduce(zero, Money::plus);
        List<Adjustment> adjustments = convert(lines, rate);
        List<Money> net = net(lines, adjustments);
        String country = choice.country().isEmpty() ? tariff.home() : choice.country();
        List<Cart.Delivery> deliveries = deliveries(country);
        Cart.@Nullable Delivery chosen = chosen(deliveries);
        Money shipping = chosen == null || lines.isEmpty() ? zero : Tariff.convert(chosen.fee(), rate);
        List<Cart.Tax> taxes = lines.isEmpty() ? List.of() : taxes(country, net, shipping);
        Money added = taxes.stream()
                .filter(tax -> !tax.included())
                .map(Cart.Tax::amount)
                .reduce(zero, Money::plus);
        Money total = net.stream().reduce(zero, Money::plus).plus(shipping).plus(added);
        return new Cart(
                goods.cart(),
                lines,
                sum,
                adjustments,
                shipping,
                added,
                total,
                goods.coupon(),
                goods.coupon() == null ? null : goods.couponRefusal(),
                gap(chosen, rate),
                new Cart.Terms(
                        country,
                        rate,
                        chosen == null ? null : chosen.converted(shipping),
                        deliveries.stream()
                                .map(each -> each.converted(Tariff.convert(each.fee(), rate)))
                                .toList(),
                        taxes,
                        total));
    }

    private static Cart.Line convert(Cart.Line line, Cart.@Nullable Rate rate) {
        if (rate == null) {
            return line;
        }
        Money unit = Tariff.convert(line.unitPrice(), rate);
        return new Cart.Line(
                line.sku(), line.quantity(), unit, unit.times(line.quantity()), line.available(), line.problem());
    }

    /** Rounding may not take a line below zero. */
    private List<Adjustment> convert(List<Cart.Line> lines, Cart.@Nullable Rate rate) {
        if (rate == null) {
            return goods.adjustments();
        }
        List<Money> left =
                new ArrayList<>(lines.stream().map(Cart.Line::lineTotal).toList());
        List<Adjustment> converted = new ArrayList<>();
        for (Adjustment each : goods.adjustments()) {
            List<Money> parts = new ArrayList<>();
            for (int i = 0; i < left.size(); i++) {
                Money part = Tariff.convert(each.perLine().get(i), rate)
                        .max(left.get(i).negated());
                left.set(i, left.get(i).plus(part));
                parts.add(part);
            }
            converted.add(new Adjustment(each.source(), each.label(), parts));
        }
        return converted;
    }

    private static List<Money> net(List<Cart.Line> lines, List<Adjustment> adjustments) {
        return IntStream.range(0, lines.size())
                .mapToObj(i -> adjustments.stream()
                        .map(each -> each.perLine().get(i))
                        .reduce(lines.get(i).lineTotal(), Money::plus))
                .toList();
    }

    /** Fees and thresholds are decided in the shop's currency, whatever the shopper pays in. */
    private List<Cart.Delivery> deliveries(String country) {
        Money net = net(goods.lines(), goods.adjustments()).stream().reduce(Money.zero(tariff.currency()), Money::plus);
        long grams = 0;
        for (int i = 0; i < goods.lines().size(); i++) {
            grams += (long) goods.traits().get(i).grams() * goods.lines().get(i).quantity();
        }
        return tariff.deliveries(country, net, grams, choice.language());
    }

    /** Picking something up needs a time that was chosen, so nobody gets it unasked. */
    private Cart.@Nullable Delivery chosen(List<Cart.Delivery> deliveries) {
        return deliveries.stream()
                .filter(each -> each.code().equals(choice.shipping()))
                .findFirst()
                .or(() -> deliveries.stream()
                        .filter(each -> !each.kind().equals("PICKUP"))
                        .findFirst())
                .or(() -> deliveries.stream().findFirst())
                .orElse(null);
    }

    private @Nullable Money gap(Cart.@Nullable Delivery chosen, Cart.@Nullable Rate rate) {
        Money from = chosen == null || goods.lines().isEmpty() ? null : chosen.freeFrom();
        if (from == null) {
            return null;
        }
        Money net = net(goods.lines(), goods.adjustments()).stream().reduce(Money.zero(tariff.currency()), Money::plus);
        return Tariff.convert(from.minus(net), rate);
    }

    /** What one rate applies to. */
    private static final class Share {
        private final long[] weights;
        private Money of;

        Share(int lines, Money zero) {
            this.weights = new long[lines + 1];
            this.of = zero;
        }

        void add(int place, Money amount) {
            weights[place] += amount.minor();
            of = of.plus(amount);
        }
    }

    /** Shipping is taxed at the standard rate. */
    private List<Cart.Tax> taxes(String country, List<Money> net, Money shipping) {
        Map<Tariffs.Tax, Share> shares = new LinkedHashMap<>();
        Money zero = Money.zero(shipping.currency());
        for (int i = 0; i < net.size(); i++) {
            Optional<Tariffs.Tax> tax =
                    tariff.tax(country, goods.traits().get(i).taxCategory());
            if (tax.isPresent()) {
                shares.computeIfAbsent(tax.get(), unused -> new Share(net.size(), zero))
                        .add(i, net.get(i));
            }
        }
        tariff.tax(country, Tariffs.STANDARD)
                .ifPresent(tax -> shares.computeIfAbsent(tax, unused -> new Share(net.size(), zero))
                        .add(net.size(), shipping));
        return shares.entrySet().stream()
                .filter(each ->
                        each.getKey().basisPoints() > 0 && each.getValue().of.isPositive())
                .map(each -> tax(each.getKey(), each.getValue()))
                .toList();
    }

    private Cart.Tax tax(Tariffs.Tax tax, Share share) {
        Money amount = tax.included() ? contained(share.of, tax.basisPoints()) : share.of.share(tax.basisPoints());
        List<Money> parts = amount.allocate(share.weights);
        return new Cart.Tax(
                choice.language() == Language.ZH ? tax.nameZh() : tax.nameEn(),
                tax.basisPoints(),
                tax.included(),
                share.of,
                amount,
                List.copyOf(parts.subList(0, parts.size() - 1)),
                parts.getLast());
    }

    /** The tax in an amount that contains it, rounded half up: 113.00 at 13 % contains 13.00. */
    static Money contained(Money gross, int basisPoints) {
        java.math.BigDecimal exact = java.math.BigDecimal.valueOf(gross.minor())
                .multiply(java.math.BigDecimal.valueOf(basisPoints))
                .divide(java.math.BigDecimal.valueOf(WHOLE + basisPoints), 0, java.math.RoundingMode.HALF_UP);
        return Money.of(exact.longValueExact(), gross.currency());
    }
}
