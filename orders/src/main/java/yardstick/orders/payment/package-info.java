/** Attempts, what providers say about them, and what follows for the order. */
@NullMarked
package yardstick.orders.payment;

import org.jspecify.annotations.NullMarked;
