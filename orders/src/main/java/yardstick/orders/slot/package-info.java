/** Pick-up points, their slots, and which order has which. */
@NullMarked
package yardstick.orders.slot;

import org.jspecify.annotations.NullMarked;
