/** Statistics of randomised experiments: pure Java, no container, no SQL. */
@NullMarked
package yardstick.metrics.experiment;

import org.jspecify.annotations.NullMarked;
