/** Cart, checkout, orders, payment and stock: agreements to buy and what becomes of them. */
@NullMarked
package yardstick.orders;

import org.jspecify.annotations.NullMarked;
