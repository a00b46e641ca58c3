/** The analyst's door: methods of this module on any CSV file. */
@NullMarked
package yardstick.metrics.analysis;

import org.jspecify.annotations.NullMarked;
