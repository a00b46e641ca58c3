/** Which contacts before an order are given credit for it, by seven rules. */
@NullMarked
package yardstick.metrics.attribution;

import org.jspecify.annotations.NullMarked;
