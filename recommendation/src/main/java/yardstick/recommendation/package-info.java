/** What else might fit, and why. */
@NullMarked
package yardstick.recommendation;

import org.jspecify.annotations.NullMarked;
