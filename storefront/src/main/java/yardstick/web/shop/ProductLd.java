package yardstick.web.shop;

import java.util.List;
import org.jspecify.annotations.Nullable;
import yardstick.catalog.ProductPage;
import yardstick.kernel.Money;
import yardstick.web.Assets;
import yardstick.web.Problem;
import yardstick.web.View;
import yardstick.web.shop.ProductView.Variant;

/** schema.org Product as JSON-LD, made from the same values as the page: what search engines read is what is sold. */
final class ProductLd {

    private ProductLd() {}

    static String of(View page, ProductPage product, List<Variant> variants) {
        StringBuilder json =
                new StringBuilder(512).append("{\"@context\":\"https://schema.org\",\"@type\":\"Product\"");
        text(json, "name", product.title());
        text(json, "url", page.absolute(page.url("/p/" + product.slug())));
        if (!product.brand().isEmpty()) {
            json.append(",\"brand\":{\"@type\":\"Brand\"");
            text(json, "name", product.brand());
            json.append('}');
        }
        if (!product.images().isEmpty()) {
            text(json, "image", page.absolute(Assets.picture(product.images().getFirst())));
        }
        json.append(",\"offers\":[");
        String separator = "";
        for (Variant variant : variants) {
            Money price = variant.price();
            if (price != null) {
                json.append(separator);
                offer(json, variant, price);
                separator = ",";
            }
        }
        return json.append("]}").toString();
    }

    private static void offer(StringBuilder json, Variant variant, Money price) {
        json.append("{\"@type\":\"Offer\"");
        text(json, "sku", variant.code());
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
