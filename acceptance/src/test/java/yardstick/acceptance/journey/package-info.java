/** A browser on a running shop, as a shopper or merchant would use it. */
@NullMarked
package yardstick.acceptance.journey;

import org.jspecify.annotations.NullMarked;
