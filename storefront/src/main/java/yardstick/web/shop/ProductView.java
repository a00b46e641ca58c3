package yardstick.web.shop;

import java.util.List;
import org.jspecify.annotations.Nullable;
import yardstick.catalog.ProductMedia;
import yardstick.catalog.ProductPage;
import yardstick.kernel.Money;

/**
 * The product page.
 *
 * @param chosen the variant whose price is shown first
 * @param options what can be chosen, and where each choice leads
 * @param detail attributes and price per unit of the chosen variant
 * @param delivery one line: what delivery costs
 * @param media all but plain pictures are shown from here
 * @param size null where sizes need no assistant
 * @param jsonLd schema.org Product, escaped for a script element
 */
public record ProductView(
        Frame frame,
        ProductPage product,
        List<Variant> variants,
        Variant chosen,
        OptionsView options,
        ProductPage.Detail detail,
        String delivery,
        List<ProductMedia.Medium> media,
        List<Suggestion> together,
        ReviewsView reviews,
        @Nullable SizeView size,
        String jsonLd) {

    /** What stands beside the pictures. */
    public List<ProductMedia.Medium> media(ProductMedia.Kind kind) {
        return media.stream().filter(medium -> medium.kind() == kind).toList();
    }

    /** @param available units that can be bought now */
    public record Variant(
            long sku,
            String code,
            String label,
            @Nullable Money price,
            @Nullable Money listPrice,
            int available) {
        public boolean buyable() {
            return price != null && available > 0;
        }
    }

    public boolean buyable() {
        return variants.stream().anyMatch(Variant::buyable);
    }
}
