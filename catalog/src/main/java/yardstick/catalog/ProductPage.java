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
 * @param attributes dictionary attributes of the first SKU in display order, already in the page's language and units
 * @param options what tells the SKUs apart
 * @param details what differs between the SKUs besides price and stock, for each of them
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
        Map<SkuId, Money> lowest,
        ProductOptions options,
        Map<SkuId, Detail> details) {

    /** Of one SKU: its attributes as above, and its price per 100 g or the like. */
    public record Detail(
            List<AttributeValue> attributes, @Nullable String unitPrice) {}

    /** A category by its URL slug. */
    public record CategoryLink(String slug, String name) {}

    /** A name and a value to read. */
    public record AttributeValue(String name, String value) {}
}
