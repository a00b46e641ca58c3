/** Parcels: what is in them, which carrier has them, where they are. */
@NullMarked
package yardstick.orders.shipping;

import org.jspecify.annotations.NullMarked;
