/** Carts and their prices. */
@NullMarked
package yardstick.orders.cart;

import org.jspecify.annotations.NullMarked;
