/** SQL arrays for set-based statements. */
@NullMarked
package yardstick.orders.sql;

import org.jspecify.annotations.NullMarked;
