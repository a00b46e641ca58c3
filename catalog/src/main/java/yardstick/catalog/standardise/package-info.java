/** Turns what suppliers write into comparable values. */
@NullMarked
package yardstick.catalog.standardise;

import org.jspecify.annotations.NullMarked;
