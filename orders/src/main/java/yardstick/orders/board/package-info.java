/** Reading orders, one and many, and the merchant's commands on them. */
@NullMarked
package yardstick.orders.board;

import org.jspecify.annotations.NullMarked;
