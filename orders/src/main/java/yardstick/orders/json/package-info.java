/** JSON text of the jsonb columns and of the wire. */
@NullMarked
package yardstick.orders.json;

import org.jspecify.annotations.NullMarked;
