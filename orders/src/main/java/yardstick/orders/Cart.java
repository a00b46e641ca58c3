package yardstick.orders;

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
        @Nullable Money freeShippingGap) {

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
