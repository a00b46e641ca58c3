/** Releases, experiments, causal effects and the panel. */
@NullMarked
package yardstick.metrics;

import org.jspecify.annotations.NullMarked;
