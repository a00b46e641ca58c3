/** Carts and what they cost. */
@NullMarked
package yardstick.orders.cart;

import org.jspecify.annotations.NullMarked;
