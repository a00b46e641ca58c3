/** Old for new: quotes, credits, inspection and what is charged back. */
@NullMarked
package yardstick.orders.tradein;

import org.jspecify.annotations.NullMarked;
