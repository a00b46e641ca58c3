/** Tests of parcels that look inside. */
@NullMarked
package yardstick.orders.shipping;

import org.jspecify.annotations.NullMarked;
