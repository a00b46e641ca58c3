package yardstick.orders;

import java.util.Optional;
import yardstick.catalog.SkuId;
import yardstick.kernel.Outcome;

/** Carts live in the database, so they survive restarts and are the same on every node. */
public interface Carts {

    /** Empty when the id is unknown or the cart has become an order. */
    Optional<Cart> find(CartId id, Shopper shopper);

    /** An empty cart, or the open one of the customer. */
    CartId create(Shopper shopper);

    /** As {@link #create}, with what is in it. */
    Cart open(Shopper shopper);

    /** Units in the cart, for the header; 0 when unknown. */
    int units(CartId id);

    /** Adds to what is there; refused when the SKU cannot be bought or the quantity is out of 1..999. */
    Outcome<Cart> add(CartId id, SkuId sku, int quantity, Shopper shopper);

    /** Sets the quantity; 0 removes the line. */
    Outcome<Cart> setQuantity(CartId id, SkuId sku, int quantity, Shopper shopper);

    Outcome<Cart> enterCoupon(CartId id, String code, Shopper shopper);

    Outcome<Cart> removeCoupon(CartId id, Shopper shopper);

    /**
     * After sign-in: puts the lines of the guest cart into the member's own; units of the same SKU add up to at most 999, the
     * member's coupon stays before the guest's, what was saved for later comes along. A member without a cart keeps the
     * guest's. {@link CartCare#undoMerge} takes it back.
     *
     * @return the cart to keep
     */
    CartId merge(CartId guest, CustomerId customer);
}
