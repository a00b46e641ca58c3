/** The outside world of the shop, simulated with known truth and reached over HTTP only. */
@NullMarked
package yardstick.sandbox;

import org.jspecify.annotations.NullMarked;
