/** What staff sees and does about payments. */
@NullMarked
package yardstick.orders.desk;

import org.jspecify.annotations.NullMarked;
