/** Tests of what only this package can reach. */
@NullMarked
package yardstick.orders.payment;

import org.jspecify.annotations.NullMarked;
