package yardstick.membership.coupon;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import yardstick.kernel.Messages;
import yardstick.kernel.Money;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;
import yardstick.kernel.Settings;
import yardstick.membership.Coupons;
import yardstick.membership.Coupons.Coupon;
import yardstick.membership.tier.Remaining;
import yardstick.membership.tier.TierPrices;
import yardstick.orders.Adjustment;
import yardstick.orders.OrderId;
import yardstick.orders.spi.PriceAdjuster;

/**
 * The entered coupon, on what the tier discount leaves. Worked example: goods 100.00, gold 2 %, coupon 10 %:
 * 100.00 - 2.00 = 98.00, then - 9.80 = 88.20. The minimum is compared with the goods at list price.
 */
@ApplicationScoped
class CouponPrices implements PriceAdjuster {

    private static final String COUPON = "coupon:";

    @Inject
    TierPrices tiers;

    @Inject
    Coupons coupons;

    @Inject
    CouponUses uses;

    @Inject
    RiskBlocks blocks;

    @Inject
    Messages messages;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    @Override
    public int rank() {
        return 20;
    }

    @Override
    public Outcome<List<Adjustment>> adjust(Goods goods) {
        String entered = goods.coupon();
        if (goods.lines().isEmpty() || entered == null || entered.isBlank()) {
            return Outcome.done(List.of());
        }
        return usable(entered, goods)
                .map(coupon -> discount(coupon, goods).stream().toList());
    }

    private Optional<Adjustment> discount(Coupon coupon, Goods goods) {
        Remaining remaining = new Remaining(goods.lines());
        tiers.discount(goods, remaining);
        String label = messages.text(goods.language(), "membership.adjustment_coupon", Map.of("code", coupon.code()));
        return remaining.take(COUPON + coupon.code(), label, CouponTerms.discount(coupon, remaining.total()));
    }

    private Outcome<Coupon> usable(String entered, Goods goods) {
        if (blocks.blocks(goods.customer())) {
            return Outcome.refused(Refusal.of("membership.coupon_not_available"));
        }
        Coupon coupon = coupons.byCode(entered).orElse(null);
        if (coupon == null) {
            return Outcome.refused(Refusal.of("membership.coupon_unknown"));
        }
        Optional<Refusal> problem = CouponTerms.problem(coupon, use(coupon, goods));
        return problem.isPresent() ? Outcome.refused(problem.get()) : Outcome.done(coupon);
    }

    private CouponTerms.Use use(Coupon coupon, Goods goods) {
        return new CouponTerms.Use(
                clock.instant(),
                settings.zone(),
                new Remaining(goods.lines()).total(),
                goods.customer(),
                coupon.perCustomerLimit() == null ? 0 : uses.by(goods.customer(), coupon.code()));
    }

    @Override
    public Outcome<Boolean> redeem(OrderId order, Goods goods, List<Adjustment> adjustments) {
        for (Adjustment adjustment : adjustments) {
            if (adjustment.source().startsWith(COUPON)) {
                String code = adjustment.source().substring(COUPON.length());
                if (!uses.take(code, order, goods.customer())) {
                    return Outcome.refused(whyNot(code, goods));
                }
            }
        }
        return Outcome.done(true);
    }

    /** Somebody was faster: the terms as they are now say in which way. */
    private Refusal whyNot(String code, Goods goods) {
        return switch (usable(code, goods)) {
            case Outcome.Refused<Coupon>(Refusal refusal) -> refusal;
            case Outcome.Done<Coupon> done -> Refusal.of("membership.coupon_used_up");
        };
    }

    @Override
    public Optional<Money> minimum(String source) {
        return source.startsWith(COUPON)
                ? coupons.byCode(source.substring(COUPON.length())).map(Coupon::minimum)
                : Optional.empty();
    }

    @Override
    public void release(OrderId order) {
        uses.release(order);
    }
}
