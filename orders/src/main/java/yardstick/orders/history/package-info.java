/** Takes over the order history of another system. */
@NullMarked
package yardstick.orders.history;

import org.jspecify.annotations.NullMarked;
