/** Cancelling, returning and exchanging: which units, how much money, which stock. */
@NullMarked
package yardstick.orders.returns;

import org.jspecify.annotations.NullMarked;
