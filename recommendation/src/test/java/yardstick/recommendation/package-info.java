/** Tests of the recommendation module. */
@NullMarked
package yardstick.recommendation;

import org.jspecify.annotations.NullMarked;
