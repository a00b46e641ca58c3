package yardstick.membership.coupon;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Money;
import yardstick.kernel.Refusal;
import yardstick.membership.Coupons.Coupon;
import yardstick.orders.CustomerId;

/** What a coupon asks, and what it gives. */
final class CouponTerms {

    /**
     * The situation a coupon is used in.
     *
     * @param goods goods total at list price
     * @param usedByCustomer uses of this coupon by this customer so far
     */
    record Use(
            Instant now, ZoneId zone, Money goods, @Nullable CustomerId customer, int usedByCustomer) {}

    private CouponTerms() {}

    static Optional<Refusal> problem(Coupon coupon, Use use) {
        return period(coupon, use).or(() -> limits(coupon, use)).or(() -> minimum(coupon, use));
    }

    private static Optional<Refusal> period(Coupon coupon, Use use) {
        Instant starts = coupon.startsAt();
        Instant ends = coupon.endsAt();
        if (!coupon.active()) {
            return Optional.of(Refusal.of("membership.coupon_withdrawn"));
        }
        if (starts != null && use.now().isBefore(starts)) {
            return Optional.of(Refusal.of("membership.coupon_not_yet", "date", date(starts, use.zone())));
        }
        if (ends != null && !use.now().isBefore(ends)) {
            return Optional.of(Refusal.of("membership.coupon_expired", "date", date(ends, use.zone())));
        }
        return Optional.empty();
    }

    private static Optional<Refusal> limits(Coupon coupon, Use use) {
        Integer limit = coupon.limit();
        Integer perCustomer = coupon.perCustomerLimit();
        if (limit != null && coupon.used() >= limit) {
            return Optional.of(Refusal.of("membership.coupon_used_up"));
        }
        if (perCustomer != null && use.customer() == null) {
            return Optional.of(Refusal.of("membership.coupon_members_only"));
        }
        if (perCustomer != null && use.usedByCustomer() >= perCustomer) {
            return Optional.of(Refusal.of("membership.coupon_customer_limit", "limit", perCustomer));
        }
        return Optional.empty();
    }

    private static Optional<Refusal> minimum(Coupon coupon, Use use) {
        Money minimum = coupon.minimum();
        Money amount = coupon.amount();
        String currency = use.goods().currency();
        if (minimum != null && !minimum.currency().equals(currency)
                || amount != null && !amount.currency().equals(currency)) {
            return Optional.of(Refusal.of("membership.coupon_other_currency"));
        }
        if (minimum != null && use.goods().compareTo(minimum) < 0) {
            Money missing = minimum.minus(use.goods());
            return Optional.of(new Refusal(
                    "membership.coupon_minimum",
                    Map.of("missing", missing.major().toPlainString(), "currency", currency)));
        }
        return Optional.empty();
    }

    /** The discount on what is left of the goods, as a positive amount that never exceeds it. */
    static Money discount(Coupon coupon, Money remaining) {
        Money amount = coupon.amount();
        return amount == null ? remaining.share(coupon.percentBasisPoints()) : amount.min(remaining);
    }

    private static String date(Instant instant, ZoneId zone) {
        return instant.atZone(zone).toLocalDate().toString();
    }
}
