/** The list of everybody an order can belong to. */
@NullMarked
package yardstick.orders.customer;

import org.jspecify.annotations.NullMarked;
