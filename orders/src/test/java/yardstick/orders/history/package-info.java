/** Tests of the history import against a real database and independent counts. */
@NullMarked
package yardstick.orders.history;

import org.jspecify.annotations.NullMarked;
