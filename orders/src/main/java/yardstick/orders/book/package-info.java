/** Reading and cancelling orders; the list of customers. */
@NullMarked
package yardstick.orders.book;

import org.jspecify.annotations.NullMarked;
