package yardstick.web.shop;

import java.util.List;
import yardstick.catalog.ProductCard;
import yardstick.kernel.Money;

/**
 * Articles to choose from instead of what goes back.
 *
 * @param title of the product whose variants are shown
 * @param picks its variants
 * @param search what was searched for, or empty
 * @param found products that match
 */
public record ExchangeChoice(String title, List<Pick> picks, String search, List<ProductCard> found) {

    /** @param left units that can be had now */
    public record Pick(long sku, String title, Money price, int left) {}
}
