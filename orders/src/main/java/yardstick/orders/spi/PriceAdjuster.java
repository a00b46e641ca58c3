package yardstick.orders.spi;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import yardstick.catalog.SkuId;
import yardstick.kernel.Language;
import yardstick.kernel.Money;
import yardstick.kernel.Outcome;
import yardstick.orders.Adjustment;
import yardstick.orders.CustomerId;
import yardstick.orders.OrderId;

/**
 * Where membership plugs discounts into the quote. Several adjusters apply in turn, all seeing list prices; what would
 * take a line below zero is cut off.
 */
public interface PriceAdjuster {

    /** One cart line at list price. */
    record Line(SkuId sku, int quantity, Money lineTotal) {}

    /** @param coupon code the shopper entered, or null */
    record Goods(
            Language language,
            List<Line> lines,
            @Nullable CustomerId customer,
            @Nullable String coupon) {}

    /** Lower applies earlier; ties by class name. */
    default int rank() {
        return 0;
    }

    /** Discounts for these goods; refused when the entered coupon cannot apply (the reason is shown). */
    Outcome<List<Adjustment>> adjust(Goods goods);

    /**
     * As {@link #adjust(Goods)}, for adjusters that must not promise more than is left to pay.
     *
     * @param left of each line, after the adjusters before this one
     */
    default Outcome<List<Adjustment>> adjust(Goods goods, List<Money> left) {
        return adjust(goods);
    }

    /**
     * Called while placing, inside its transaction: use up what the adjustments promised (a coupon use) by conditional
     * updates. Refused means somebody else was faster, and the order is not placed.
     */
    Outcome<Boolean> redeem(OrderId order, Goods goods, List<Adjustment> adjustments);

    /** True when what the shopper typed is a code of this adjuster; the others then see no coupon. */
    default boolean claims(String coupon) {
        return false;
    }

    /**
     * The goods total at list price that the discount of this source needs to stand; empty when it needs none or belongs
     * to somebody else. Asked when goods go back.
     */
    default Optional<Money> minimum(String source) {
        return Optional.empty();
    }

    /** The order was cancelled, or all of its money went back: give back exactly once what it used. */
    void release(OrderId order);

    /**
     * Goods of a paid order went back: gives back their share of what it used. Called for sources that begin with
     * {@code points:}, in the transaction that takes the goods back.
     */
    default void giveBack(OrderId order, Share share) {}

    /** @param part of the {@code whole} discount of this source that was on the goods, in minor units of the order */
    record Share(String source, long part, long whole) {}
}
