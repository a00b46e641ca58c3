package yardstick.web.shop;

import java.util.List;
import org.jspecify.annotations.Nullable;
import yardstick.membership.Points;
import yardstick.orders.Cart;
import yardstick.orders.CartCare;
import yardstick.orders.Deliveries.Promise;

/**
 * The cart page.
 *
 * @param cart null while there is none
 * @param undo a line that was just removed, or null
 * @param freeShippingPercent how far the goods are towards free shipping, 0 to 100
 * @param merge what came along at sign-in and can be undone, or null
 * @param points of the member, or null
 * @param together empty unless the release shows the row and there is evidence
 */
public record CartView(
        Frame frame,
        @Nullable Cart cart,
        @Nullable Removed undo,
        int freeShippingPercent,
        List<CartCare.Saved> saved,
        CartCare.@Nullable Merge merge,
        List<Suggestion> together,
        List<Suggestion> popular,
        Promise promise,
        Points.@Nullable Standing points) {

    /** What the undo button puts back. */
    public record Removed(long sku, int quantity, String title) {}
}
