/** What orders needs from others: price adjusters, payment channels, carriers. */
@NullMarked
package yardstick.orders.spi;

import org.jspecify.annotations.NullMarked;
