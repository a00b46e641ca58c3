/** How a price comes about: tariffs and the arithmetic of a quote. */
@NullMarked
package yardstick.orders.quote;

import org.jspecify.annotations.NullMarked;
