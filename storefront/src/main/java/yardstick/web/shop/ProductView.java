package yardstick.web.shop;

import java.util.List;
import org.jspecify.annotations.Nullable;
import yardstick.catalog.ProductPage;
import yardstick.kernel.Money;

/**
 * The product page.
 *
 * @param chosen the variant whose price is shown first
 * @param options what can be chosen, and where each choice leads
 * @param detail attributes and price per unit of the chosen variant
 * @param delivery one line: what delivery costs
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
        List<Suggestion> together,
        ReviewsView reviews,
        @Nullable SizeView size,
        String jsonLd) {

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
