/** Our books of payments against those of the providers. */
@NullMarked
package yardstick.orders.reconcile;

import org.jspecify.annotations.NullMarked;
