package yardstick.orders.cart;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Money;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;
import yardstick.orders.Adjustment;
import yardstick.orders.OrderId;
import yardstick.orders.spi.PriceAdjuster;

/** All price adjusters as one: in a fixed order, and never below zero on any line. */
@ApplicationScoped
public class Adjusters {

    @Inject
    @Any
    Instance<PriceAdjuster> injected;

    private @Nullable List<PriceAdjuster> given;

    Adjusters() {}

    /** Outside a container. */
    public Adjusters(List<PriceAdjuster> given) {
        this.given = given;
    }

    /** @param couponRefusal why the entered coupon gives nothing, or null */
    record Adjusted(List<Adjustment> adjustments, @Nullable Refusal couponRefusal) {}

    Adjusted adjust(PriceAdjuster.Goods goods) {
        List<Money> left = new ArrayList<>(
                goods.lines().stream().map(PriceAdjuster.Line::lineTotal).toList());
        List<Adjustment> adjustments = new ArrayList<>();
        Refusal refusal = null;
        for (PriceAdjuster adjuster : inOrder()) {
            switch (adjuster.adjust(seenBy(adjuster, goods), List.copyOf(left))) {
                case Outcome.Done<List<Adjustment>>(List<Adjustment> offered) ->
                    offered.forEach(adjustment -> cut(adjustment, left).ifPresent(adjustments::add));
                case Outcome.Refused<List<Adjustment>>(Refusal reason) -> refusal = refusal == null ? reason : refusal;
            }
        }
        return new Adjusted(adjustments, refusal);
    }

    /** A code that one adjuster claims is no coupon to the others. */
    private PriceAdjuster.Goods seenBy(PriceAdjuster adjuster, PriceAdjuster.Goods goods) {
        String coupon = goods.coupon();
        boolean others =
                coupon != null && !adjuster.claims(coupon) && inOrder().stream().anyMatch(each -> each.claims(coupon));
        return others ? new PriceAdjuster.Goods(goods.language(), goods.lines(), goods.customer(), null) : goods;
    }

    /** The part of the adjustment that the lines can still bear, taken off what is left of them. */
    private static Optional<Adjustment> cut(Adjustment adjustment, List<Money> left) {
        if (adjustment.perLine().size() != left.size()) {
            throw new IllegalStateException(adjustment.source() + " does not name every line");
        }
        List<Money> perLine = IntStream.range(0, left.size())
                .mapToObj(i -> {
                    Money rest = left.get(i);
                    Money off = adjustment.perLine().get(i).min(Money.zero(rest.currency()));
                    return off.max(rest.negated());
                })
                .toList();
        for (int i = 0; i < left.size(); i++) {
            left.set(i, left.get(i).plus(perLine.get(i)));
        }
        Adjustment cut = new Adjustment(adjustment.source(), adjustment.label(), perLine);
        return cut.amount().isZero() ? Optional.empty() : Optional.of(cut);
    }

    /** Uses up what the adjustments promised; the first refusal ends it and the caller rolls back. */
    public Optional<Refusal> redeem(OrderId order, PriceAdjuster.Goods goods, List<Adjustment> adjustments) {
        for (PriceAdjuster adjuster : inOrder()) {
            if (adjuster.redeem(order, goods, adjustments) instanceof Outcome.Refused<Boolean>(Refusal reason)) {
                return Optional.of(reason);
            }
        }
        return Optional.empty();
    }

    /** The goods total at list price that the discount of this source needs, empty when it needs none. */
    public Optional<Money> minimum(String source) {
        return inOrder().stream()
                .flatMap(adjuster -> adjuster.minimum(source).stream())
                .findFirst();
    }

    /** Gives back what the order used. */
    public void release(OrderId order) {
        inOrder().forEach(adjuster -> adjuster.release(order));
    }

    /** Goods went back: their share of what this source paid does as well. */
    public void giveBack(OrderId order, PriceAdjuster.Share share) {
        inOrder().forEach(adjuster -> adjuster.giveBack(order, share));
    }

    private List<PriceAdjuster> inOrder() {
        List<PriceAdjuster> fixed = given;
        return (fixed == null ? StreamSupport.stream(injected.spliterator(), false) : fixed.stream())
                .sorted(Comparator.comparingInt(PriceAdjuster::rank)
                        .thenComparing(adjuster -> adjuster.getClass().getName()))
                .toList();
    }
}
