/** 到店自提: choosing a slot, the code, the desk, and orders nobody came for. */
@NullMarked
package yardstick.orders.pickup;

import org.jspecify.annotations.NullMarked;
