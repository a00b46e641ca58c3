/** Gift cards: money the shop owes to whoever holds the code. */
@NullMarked
package yardstick.orders.giftcard;

import org.jspecify.annotations.NullMarked;
