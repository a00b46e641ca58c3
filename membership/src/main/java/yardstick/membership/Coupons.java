package yardstick.membership;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Money;
import yardstick.kernel.Outcome;

/** Codes that unlock a discount, with a use limit that holds under any concurrency. */
public interface Coupons {

    /**
     * @param percentBasisPoints 1000 is 10 %; 0 for an amount coupon
     * @param amount fixed discount, or null for a percentage coupon
     * @param minimum goods total from which it applies, or null
     * @param limit uses in total, or null for no limit
     * @param perCustomerLimit uses per customer, or null
     */
    record Coupon(
            String code,
            int percentBasisPoints,
            @Nullable Money amount,
            @Nullable Money minimum,
            @Nullable Integer limit,
            @Nullable Integer perCustomerLimit,
            int used,
            @Nullable Instant startsAt,
            @Nullable Instant endsAt,
            boolean active) {}

    List<Coupon> all();

    Optional<Coupon> byCode(String code);

    Outcome<Coupon> create(Coupon coupon);

    void deactivate(String code);
}
