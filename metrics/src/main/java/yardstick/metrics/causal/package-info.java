/** Causal effects without randomisation: pure Java, no container, no SQL. */
@NullMarked
package yardstick.metrics.causal;

import org.jspecify.annotations.NullMarked;
