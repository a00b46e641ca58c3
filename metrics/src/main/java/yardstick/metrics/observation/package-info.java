/** Releases without a control group: where they went, and what the other parts of the shop say about them. */
@NullMarked
package yardstick.metrics.observation;

import org.jspecify.annotations.NullMarked;
