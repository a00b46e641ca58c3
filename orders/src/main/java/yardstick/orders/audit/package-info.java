/** Invariants of money and stock, checked from outside. */
@NullMarked
package yardstick.orders.audit;

import org.jspecify.annotations.NullMarked;
