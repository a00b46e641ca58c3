package yardstick.membership.tier;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import yardstick.kernel.Money;
import yardstick.orders.Adjustment;
import yardstick.orders.spi.PriceAdjuster.Line;

/** What is left of each line while discounts are taken from it. */
public final class Remaining {

    private final List<Money> lines;

    /** @param goods at least one line */
    public Remaining(List<Line> goods) {
        lines = new ArrayList<>(goods.stream().map(Line::lineTotal).toList());
    }

    public Money total() {
        return lines.stream().reduce(Money::plus).orElseThrow();
    }

    /**
     * Takes the amount from the lines in proportion to what is left of them; empty when there is nothing to take.
     *
     * @param amount at most {@link #total()}
     */
    public Optional<Adjustment> take(String source, String label, Money amount) {
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
