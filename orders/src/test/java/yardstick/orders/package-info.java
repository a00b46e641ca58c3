/** The orders module against a real database and a gateway over real HTTP. */
@NullMarked
package yardstick.orders;

import org.jspecify.annotations.NullMarked;
