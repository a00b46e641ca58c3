/** ATV, CVR and RPR of the shop and of the arms of a release. */
@NullMarked
package yardstick.metrics.panel;

import org.jspecify.annotations.NullMarked;
