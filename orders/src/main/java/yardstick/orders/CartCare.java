package yardstick.orders;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import yardstick.catalog.Sku;
import yardstick.catalog.SkuId;
import yardstick.kernel.Money;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;

/** What keeps goods from being lost: saved for later, brought along at sign-in, ordered again. */
public interface CartCare {

    /**
     * @param price in the shopper's currency; null when it cannot be bought
     * @param problem why it cannot be moved to the cart now, or null
     */
    record Saved(
            Sku sku,
            int quantity,
            @Nullable Money price,
            @Nullable Refusal problem) {}

    /** Goods of a guest's cart that came along at sign-in, at most an hour ago. */
    record Merge(String guest, int units) {}

    /** @param notes what is not as it was: gone, fewer, another price; as texts of this module */
    record Reordered(int units, List<Refusal> notes) {}

    /** Takes the line out of the cart and keeps it; units saved before are added to. */
    Outcome<Boolean> save(CartId cart, SkuId sku, Shopper shopper);

    /** Moves what was saved back to the cart; refused when it cannot be bought. */
    Outcome<Boolean> restore(CartId cart, SkuId sku, Shopper shopper);

    void forget(CartId cart, SkuId sku);

    List<Saved> saved(CartId cart, Shopper shopper);

    /** A new cart takes over what was saved beside an old one. */
    void inherit(CartId from, CartId to);

    Optional<Merge> merged(CartId cart);

    /**
     * Takes what a guest's cart brought out of the member's cart again and saves it for later. What was bought or removed
     * meanwhile stays bought or removed. A second undo changes nothing.
     */
    boolean undoMerge(CartId cart);

    /** Puts what the order had into the cart, as much of it as there is. */
    Outcome<Reordered> reorder(CartId cart, Order order, Shopper shopper);
}
