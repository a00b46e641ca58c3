/** The checker itself. */
@NullMarked
package yardstick.orders.audit;

import org.jspecify.annotations.NullMarked;
