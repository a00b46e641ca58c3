package yardstick.orders;

import java.util.List;
import yardstick.kernel.Money;

/**
 * One reason the price differs from the list price.
 *
 * @param source who decided it ({@code coupon:WELCOME10}), unique within a quote
 * @param label in the shopper's language
 * @param perLine discount per cart line in line order, each zero or negative; they add up to {@link #amount()}
 */
public record Adjustment(String source, String label, List<Money> perLine) {

    public Money amount() {
        return perLine.stream().reduce(Money::plus).orElseThrow();
    }
}
