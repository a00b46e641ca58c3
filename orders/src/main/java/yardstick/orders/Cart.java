package yardstick.orders;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import yardstick.catalog.Sku;
import yardstick.kernel.Money;
import yardstick.kernel.Refusal;

/**
 * A cart with its prices as of now. {@code goods + sum(adjustments) + shipping + tax == total}, by construction.
 *
 * @param couponCode what the shopper typed, or null
 * @param couponRefusal why the coupon does not apply now, or null
 * @param tax included tax is not shown here; this is tax added on top
 * @param freeShippingGap what is missing to free shipping, or null when shipping is free already
 * @param terms how the shipping, the tax and the currency came about
 */
public record Cart(
        CartId id,
        List<Line> lines,
        Money goods,
        List<Adjustment> adjustments,
        Money shipping,
        Money tax,
        Money total,
        @Nullable String couponCode,
        @Nullable Refusal couponRefusal,
        @Nullable Money freeShippingGap,
        Terms terms) {

    /**
     * @param country where it goes, as far as known
     * @param rate null in the shop's own currency
     * @param delivery the chosen method; null when none goes to the country
     * @param deliveries every method that goes there, with its fee
     * @param base the total in the shop's currency, for measuring
     */
    public record Terms(
            String country,
            @Nullable Rate rate,
            @Nullable Delivery delivery,
            List<Delivery> deliveries,
            List<Tax> taxes,
            Money base) {

        /** The part of the total that is tax already contained in prices. */
        public Money included() {
            return taxes.stream()
                    .filter(Tax::included)
                    .map(Tax::amount)
                    .reduce(
                            Money.zero(
                                    taxes.isEmpty()
                                            ? base.currency()
                                            : taxes.getFirst().amount().currency()),
                            Money::plus);
        }
    }

    /** One {@code from} is {@code rate} {@code to}, as {@code source} said at that time. */
    public record Rate(String from, String to, BigDecimal rate, String source, Instant at) {}

    /**
     * @param kind {@code DELIVERY} or {@code PICKUP}
     * @param freeFrom goods in the shop's currency from which it is free, or null when it is free now
     */
    public record Delivery(
            String code,
            String kind,
            String name,
            Money fee,
            @Nullable Money freeFrom) {

        public Delivery converted(Money shown) {
            return new Delivery(code, kind, name, shown, freeFrom);
        }
    }

    /**
     * @param of the amount that is taxed
     * @param perLine shares of the lines in their order; with {@code onShipping} they add up to {@code amount}
     */
    public record Tax(
            String name,
            int basisPoints,
            boolean included,
            Money of,
            Money amount,
            List<Money> perLine,
            Money onShipping) {}

    /** The same cart, measured as so much in the shop's currency. */
    public Cart measuredAs(Money base) {
        return new Cart(
                id,
                lines,
                goods,
                adjustments,
                shipping,
                tax,
                total,
                couponCode,
                couponRefusal,
                freeShippingGap,
                new Terms(terms.country(), terms.rate(), terms.delivery(), terms.deliveries(), terms.taxes(), base));
    }

    /**
     * @param available units that can be bought now
     * @param problem why this line cannot be bought as it is, or null
     */
    public record Line(
            Sku sku,
            int quantity,
            Money unitPrice,
            Money lineTotal,
            int available,
            @Nullable Refusal problem) {}

    public int units() {
        return lines.stream().mapToInt(Line::quantity).sum();
    }

    public boolean buyable() {
        return !lines.isEmpty() && lines.stream().allMatch(line -> line.problem() == null);
    }
}
