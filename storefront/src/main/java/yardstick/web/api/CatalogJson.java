package yardstick.web.api;

import java.util.List;
import org.jspecify.annotations.Nullable;
import yardstick.catalog.CatalogList;
import yardstick.catalog.Category;
import yardstick.catalog.ProductCard;
import yardstick.catalog.ProductOptions;
import yardstick.catalog.ProductPage;
import yardstick.catalog.Sku;
import yardstick.kernel.Money;

/** The catalogue as the API shows it. Money is {@code *_minor} integers beside a {@code currency}. */
final class CatalogJson {

    private CatalogJson() {}

    record ProductItem(
            long id,
            long sku,
            String slug,
            String title,
            String brand,
            String category,
            @Nullable Long priceMinor,
            @Nullable Long listPriceMinor,
            @Nullable String currency,
            @Nullable String unitPrice,
            @Nullable String image,
            boolean inStock) {

        static ProductItem of(ProductCard card) {
            return new ProductItem(
                    card.id().value(),
                    card.sku().value(),
                    card.slug(),
                    card.title(),
                    card.brand(),
                    card.category(),
                    minor(card.price()),
                    minor(card.listPrice()),
                    currencyOf(card.price()),
                    card.unitPrice(),
                    card.image(),
                    card.inStock());
        }
    }

    record FacetValue(String value, String label, long count, boolean chosen) {}

    record Facet(String key, String label, List<FacetValue> values) {

        static Facet of(CatalogList.Facet facet) {
            return new Facet(
                    facet.key(),
                    facet.label(),
                    facet.values().stream()
                            .map(value -> new FacetValue(value.value(), value.label(), value.count(), value.chosen()))
                            .toList());
        }
    }

    record ProductList(List<ProductItem> products, long total, int page, int pages, List<Facet> facets) {

        static ProductList of(CatalogList list) {
            return new ProductList(
                    list.products().stream().map(ProductItem::of).toList(),
                    list.total(),
                    list.page(),
                    list.pages(),
                    list.facets().stream().map(Facet::of).toList());
        }
    }

    /** @param options one value per option of the product, in their order; empty when the product has none */
    record SkuItem(
            long id,
            String code,
            String title,
            @Nullable Long priceMinor,
            @Nullable Long listPriceMinor,
            @Nullable String currency,
            @Nullable String image,
            boolean sellable,
            List<String> options) {

        static SkuItem of(Sku sku, List<String> options) {
            return new SkuItem(
                    sku.id().value(),
                    sku.code(),
                    sku.title(),
                    minor(sku.price()),
                    minor(sku.listPrice()),
                    currencyOf(sku.price()),
                    sku.image(),
                    sku.sellable(),
                    options);
        }
    }

    /** What tells the SKUs of a product apart, such as its colour. */
    record Option(String name, List<String> values) {
        static Option of(ProductOptions.Axis axis) {
            return new Option(axis.name(), axis.values());
        }
    }

    record NameValue(String name, String value) {}

    record CategoryLink(String slug, String name) {}

    record ProductDetail(
            long id,
            String slug,
            String title,
            String brand,
            String descriptionHtml,
            List<CategoryLink> breadcrumb,
            List<SkuItem> skus,
            List<Option> options,
            List<NameValue> attributes,
            List<String> images,
            @Nullable String unitPrice) {

        static ProductDetail of(ProductPage page) {
            return new ProductDetail(
                    page.id().value(),
                    page.slug(),
                    page.title(),
                    page.brand(),
                    page.descriptionHtml(),
                    page.breadcrumb().stream()
                            .map(link -> new CategoryLink(link.slug(), link.name()))
                            .toList(),
                    page.skus().stream()
                            .map(sku -> SkuItem.of(sku, page.options().of().getOrDefault(sku.id(), List.of())))
                            .toList(),
                    page.options().axes().stream().map(Option::of).toList(),
                    page.attributes().stream()
                            .map(attribute -> new NameValue(attribute.name(), attribute.value()))
                            .toList(),
                    page.images(),
                    page.unitPrice());
        }
    }

    record CategoryNode(String slug, String name, int products, List<CategoryNode> children) {

        static CategoryNode of(Category category) {
            return new CategoryNode(
                    category.slug(),
                    category.name(),
                    category.products(),
                    category.children().stream().map(CategoryNode::of).toList());
        }
    }

    record CategoryTree(List<CategoryNode> categories) {}

    static @Nullable Long minor(@Nullable Money money) {
        return money == null ? null : money.minor();
    }

    static @Nullable String currencyOf(@Nullable Money money) {
        return money == null ? null : money.currency();
    }
}
