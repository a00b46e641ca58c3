/** What orders, carts and buyers hold about a person. */
@NullMarked
package yardstick.orders.privacy;

import org.jspecify.annotations.NullMarked;
