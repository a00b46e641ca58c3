package yardstick.web.shop;

import java.util.List;
import org.jspecify.annotations.Nullable;
import yardstick.catalog.ProductPage;
import yardstick.kernel.Money;
import yardstick.web.Problem;
import yardstick.web.View;
import yardstick.web.shop.ProductView.Variant;

/** schema.org Product, or ProductGroup where there are variants, as JSON-LD, made from the same values as the page: what search engines read is what is sold. */
final class ProductLd {

    private ProductLd() {}

    static String of(View page, ProductPage product, List<Variant> variants, ReviewsView said) {
        boolean group = variants.size() > 1;
        String address = page.absolute(page.url("/p/" + product.slug()));
        StringBuilder json = new StringBuilder(512)
                .append("{\"@context\":\"https://schema.org\",\"@type\":\"")
                .append(group ? "ProductGroup" : "Product")
                .append('"');
        text(json, "name", product.title());
        text(json, "url", address);
        if (!product.brand().isEmpty()) {
            json.append(",\"brand\":{\"@type\":\"Brand\"");
            text(json, "name", product.brand());
            json.append('}');
        }
        if (!product.images().isEmpty()) {
            text(
                    json,
                    "image",
                    page.absolute(Picture.of(product.images().getFirst()).src()));
        }
        if (!said.none()) {
            json.append(",\"aggregateRating\":{\"@type\":\"AggregateRating\"");
            text(json, "ratingValue", said.mean());
            text(json, "reviewCount", Long.toString(said.page().summary().count()));
            json.append('}');
        }
        if (group) {
            text(json, "productGroupID", Long.toString(product.id().value()));
            variants(json, address, product, variants);
        } else if (!variants.isEmpty()) {
            text(json, "sku", variants.getFirst().code());
            offer(json, variants.getFirst());
        }
        return json.append('}').toString();
    }

    private static void variants(StringBuilder json, String address, ProductPage product, List<Variant> variants) {
        json.append(",\"hasVariant\":[");
        String separator = "";
        for (Variant variant : variants) {
            json.append(separator).append("{\"@type\":\"Product\"");
            text(json, "name", product.title() + ", " + variant.label());
            text(json, "sku", variant.code());
            text(json, "url", address + "?sku=" + variant.sku());
            offer(json, variant);
            json.append('}');
            separator = ",";
        }
        json.append(']');
    }

    /** Without a price there is no offer. */
    private static void offer(StringBuilder json, Variant variant) {
        Money price = variant.price();
        if (price == null) {
            return;
        }
        json.append(",\"offers\":{\"@type\":\"Offer\"");
        text(json, "price", price.major().toPlainString());
        text(json, "priceCurrency", price.currency());
        text(json, "availability", "https://schema.org/" + (variant.buyable() ? "InStock" : "OutOfStock"));
        json.append('}');
    }

    private static void text(StringBuilder json, String name, @Nullable String value) {
        if (value != null) {
            json.append(",\"")
                    .append(name)
                    .append("\":\"")
                    .append(Problem.escaped(value))
                    .append('"');
        }
    }
}
