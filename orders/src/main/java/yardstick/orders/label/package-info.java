/** Shipping labels as PDF. */
@NullMarked
package yardstick.orders.label;

import org.jspecify.annotations.NullMarked;
