/** Shoppers with known effects, and the truth beside the panel's answer. */
@NullMarked
package yardstick.metrics.simulation;

import org.jspecify.annotations.NullMarked;
