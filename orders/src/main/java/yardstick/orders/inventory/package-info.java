/** The stock ledger: levels, movements and reservations. */
@NullMarked
package yardstick.orders.inventory;

import org.jspecify.annotations.NullMarked;
