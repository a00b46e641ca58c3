package yardstick.catalog;

import org.jspecify.annotations.Nullable;
import yardstick.kernel.Money;

/**
 * What orders and recommendations need to know of a SKU.
 *
 * @param code merchant's or supplier's stock code
 * @param slug of its product page
 * @param title product title, with the variant where there are several
 * @param price null when it has no price yet and cannot be bought
 * @param listPrice former price to strike through, or null
 * @param image path below the shop root, or null
 * @param active false when withdrawn from sale
 */
public record Sku(
        SkuId id,
        ProductId product,
        String code,
        String slug,
        String title,
        @Nullable Money price,
        @Nullable Money listPrice,
        @Nullable String image,
        boolean active) {

    public boolean sellable() {
        return active && price != null;
    }
}
