package yardstick.membership.coupon;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import yardstick.kernel.Language;
import yardstick.kernel.Messages;
import yardstick.kernel.Money;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;
import yardstick.kernel.Settings;
import yardstick.membership.Coupons;
import yardstick.membership.Coupons.Coupon;
import yardstick.membership.Tier;
import yardstick.membership.tier.TierLadder;
import yardstick.orders.Adjustment;
import yardstick.orders.CustomerId;
import yardstick.orders.OrderId;
import yardstick.orders.spi.PriceAdjuster;

/**
 * The tier discount on the goods, then the coupon on what remains. Worked example: goods 100.00, gold 2 %, coupon
 * 10 %: 100.00 - 2.00 = 98.00, then - 9.80 = 88.20.
 */
@ApplicationScoped
class MemberPrices implements PriceAdjuster {

    private static final String COUPON = "coupon:";

    @Inject
    TierLadder ladder;

    @Inject
    Coupons coupons;

    @Inject
    CouponUses uses;

    @Inject
    Messages messages;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    @Override
    public Outcome<List<Adjustment>> adjust(Goods goods) {
        if (goods.lines().isEmpty()) {
            return Outcome.done(List.of());
        }
        Remaining remaining = new Remaining(goods.lines());
        List<Adjustment> adjustments = new ArrayList<>();
        tierDiscount(goods, remaining).ifPresent(adjustments::add);
        String entered = goods.coupon();
        if (entered == null || entered.isBlank()) {
            return Outcome.done(adjustments);
        }
        return switch (usable(entered, goods)) {
            case Outcome.Refused<Coupon>(Refusal refusal) -> Outcome.refused(refusal);
            case Outcome.Done<Coupon>(Coupon coupon) -> {
                couponDiscount(coupon, goods.language(), remaining).ifPresent(adjustments::add);
                yield Outcome.done(adjustments);
            }
        };
    }

    private Optional<Adjustment> tierDiscount(Goods goods, Remaining remaining) {
        CustomerId customer = goods.customer();
        Tier tier = customer == null ? null : ladder.of(customer).orElse(null);
        if (tier == null) {
            return Optional.empty();
        }
        Map<String, Object> arguments = Map.of(
                "tier",
                messages.text(goods.language(), "membership.tier." + tier.code()),
                "percent",
                percent(tier.discountBasisPoints()));
        String label = messages.text(goods.language(), "membership.adjustment_tier", arguments);
        return remaining.take("tier:" + tier.code(), label, remaining.total().share(tier.discountBasisPoints()));
    }

    private Outcome<Coupon> usable(String entered, Goods goods) {
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
                total(goods.lines()),
                goods.customer(),
                coupon.perCustomerLimit() == null ? 0 : uses.by(goods.customer(), coupon.code()));
    }

    private Optional<Adjustment> couponDiscount(Coupon coupon, Language language, Remaining remaining) {
        String label = messages.text(language, "membership.adjustment_coupon", Map.of("code", coupon.code()));
        return remaining.take(COUPON + coupon.code(), label, CouponTerms.discount(coupon, remaining.total()));
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
    public void release(OrderId order) {
        uses.release(order);
    }

    private static Money total(List<Line> lines) {
        return lines.stream().map(Line::lineTotal).reduce(Money::plus).orElseThrow();
    }

    private static String percent(int basisPoints) {
        return BigDecimal.valueOf(basisPoints, 2).stripTrailingZeros().toPlainString();
    }

    /** What is left of each line while discounts are taken from it. */
    private static final class Remaining {

        private final List<Money> lines;

        Remaining(List<Line> goods) {
            lines = new ArrayList<>(goods.stream().map(Line::lineTotal).toList());
        }

        Money total() {
            return lines.stream().reduce(Money::plus).orElseThrow();
        }

        /** Takes the amount from the lines in proportion to what is left of them; empty when there is nothing to take. */
        Optional<Adjustment> take(String source, String label, Money amount) {
            if (!amount.isPositive()) {
                return Optional.empty();
            }
            long[] weights = lines.stream().mapToLong(Money::minor).toArray();
            List<Money> parts = amount.negated().allocate(weights);
            for (int i = 0; i < parts.size(); i++) {
                lines.set(i, lines.get(i).plus(parts.get(i)));
            }
            return Optional.of(new Adjustment(source, label, parts));
        }
    }
}
