package yardstick.membership.tier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import yardstick.kernel.Messages;
import yardstick.kernel.Outcome;
import yardstick.membership.Tier;
import yardstick.orders.Adjustment;
import yardstick.orders.CustomerId;
import yardstick.orders.OrderId;
import yardstick.orders.spi.PriceAdjuster;

/** The discount of the member's tier on all goods. It uses nothing up, so there is nothing to give back. */
@ApplicationScoped
public class TierPrices implements PriceAdjuster {

    @Inject
    TierLadder ladder;

    @Inject
    Messages messages;

    TierPrices() {}

    public TierPrices(TierLadder ladder, Messages messages) {
        this.ladder = ladder;
        this.messages = messages;
    }

    @Override
    public int rank() {
        return 10;
    }

    @Override
    public Outcome<List<Adjustment>> adjust(Goods goods) {
        if (goods.lines().isEmpty()) {
            return Outcome.done(List.of());
        }
        return Outcome.done(
                discount(goods, new Remaining(goods.lines())).stream().toList());
    }

    /** Takes the tier discount of this shopper, if any, from what remains. */
    public Optional<Adjustment> discount(Goods goods, Remaining remaining) {
        CustomerId customer = goods.customer();
        Optional<Tier> tier = customer == null ? Optional.empty() : ladder.of(customer);
        return tier.flatMap(reached -> remaining.take(
                "tier:" + reached.code(),
                label(goods, reached),
                remaining.total().share(reached.discountBasisPoints())));
    }

    private String label(Goods goods, Tier tier) {
        Map<String, Object> arguments = Map.of(
                "tier",
                messages.text(goods.language(), "membership.tier." + tier.code()),
                "percent",
                BigDecimal.valueOf(tier.discountBasisPoints(), 2)
                        .stripTrailingZeros()
                        .toPlainString());
        return messages.text(goods.language(), "membership.adjustment_tier", arguments);
    }

    @Override
    public Outcome<Boolean> redeem(OrderId order, Goods goods, List<Adjustment> adjustments) {
        return Outcome.done(true);
    }

    @Override
    public void release(OrderId order) {}
}
