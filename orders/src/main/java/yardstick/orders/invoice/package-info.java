/** Invoices and credit notes: numbers, frozen content, PDF. */
@NullMarked
package yardstick.orders.invoice;

import org.jspecify.annotations.NullMarked;
