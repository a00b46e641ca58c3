/** Tests of stock. */
@NullMarked
package yardstick.orders.inventory;

import org.jspecify.annotations.NullMarked;
