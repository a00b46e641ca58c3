package yardstick.web;

import java.util.List;
import java.util.function.UnaryOperator;
import yardstick.kernel.Money;

/**
 * The money a visitor sees.
 *
 * @param currencies to choose from, the shop's own first
 * @param chosen one of them
 * @param show a list price in the chosen currency
 */
public record Prices(List<String> currencies, String chosen, UnaryOperator<Money> show) {

    /** Everything in the shop's own currency. */
    public static Prices plain(String currency) {
        return new Prices(List.of(currency), currency, price -> price);
    }
}
