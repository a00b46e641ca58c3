/** Orders as facts and the read side that statistics build on. */
@NullMarked
package yardstick.tracking.metric;

import org.jspecify.annotations.NullMarked;
