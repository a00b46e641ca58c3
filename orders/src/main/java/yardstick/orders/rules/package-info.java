/** Changing the rules of returns and declines, with their history. */
@NullMarked
package yardstick.orders.rules;

import org.jspecify.annotations.NullMarked;
