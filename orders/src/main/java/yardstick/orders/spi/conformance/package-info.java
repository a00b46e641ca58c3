/** Tests a payment adapter against its provider's sandbox, faults included; needs no test framework. */
@NullMarked
package yardstick.orders.spi.conformance;

import org.jspecify.annotations.NullMarked;
