/** Fixtures: a whole shop on a real database, with a gateway of its own over real HTTP. */
@NullMarked
package yardstick.orders.shop;

import org.jspecify.annotations.NullMarked;
