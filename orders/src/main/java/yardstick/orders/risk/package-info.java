/** Velocity, step-up and the graph of what orders share. */
@NullMarked
package yardstick.orders.risk;

import org.jspecify.annotations.NullMarked;
