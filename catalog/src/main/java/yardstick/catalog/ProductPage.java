package yardstick.catalog;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Money;

/**
 * Everything the product page shows that the catalogue knows.
 *
 * @param descriptionHtml sanitised HTML, safe to render as it is
 * @param breadcrumb categories from the root down
 * @param lowest lowest price of the last 30 days, today included, of SKUs that show a former price
 * @param attributes dictionary attributes in display order, already in the page's language and units
 */
public record ProductPage(
        ProductId id,
        String slug,
        String title,
        String brand,
        String descriptionHtml,
        List<CategoryLink> breadcrumb,
        List<Sku> skus,
        List<AttributeValue> attributes,
        List<String> images,
        @Nullable String unitPrice,
        Map<SkuId, Money> lowest) {

    /** A category by its URL slug. */
    public record CategoryLink(String slug, String name) {}

    /** A name and a value to read. */
    public record AttributeValue(String name, String value) {}
}
