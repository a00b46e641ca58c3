/** Releases and the evaluation of their flags. */
@NullMarked
package yardstick.metrics.release;

import org.jspecify.annotations.NullMarked;
