package yardstick.catalog;

import org.jspecify.annotations.Nullable;
import yardstick.kernel.Money;

/**
 * One product as a list shows it; {@code price} is the lowest of its SKUs.
 *
 * @param unitPrice for example {@code 1.98/100 g}, or null when the pack size is unknown
 */
public record ProductCard(
        ProductId id,
        SkuId sku,
        String slug,
        String title,
        String brand,
        String category,
        @Nullable Money price,
        @Nullable Money listPrice,
        @Nullable String unitPrice,
        @Nullable String image,
        boolean inStock) {}
