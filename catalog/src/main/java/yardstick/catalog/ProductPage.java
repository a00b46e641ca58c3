package yardstick.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything the product page shows that the catalogue knows.
 *
 * @param descriptionHtml sanitised HTML, safe to render as it is
 * @param breadcrumb categories from the root down
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
        @Nullable String unitPrice) {

    /** A category by its URL slug. */
    public record CategoryLink(String slug, String name) {}

    /** A name and a value to read. */
    public record AttributeValue(String name, String value) {}
}
