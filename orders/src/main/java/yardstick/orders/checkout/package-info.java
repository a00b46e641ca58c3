/** From cart to order: quotes, address check, placing. */
@NullMarked
package yardstick.orders.checkout;

import org.jspecify.annotations.NullMarked;
