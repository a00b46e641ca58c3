/** Carts and their prices. */
@NullMarked
package yardstick.orders.returns;

import org.jspecify.annotations.NullMarked;
