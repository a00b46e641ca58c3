/** Tests of pack sizes. */
@NullMarked
package yardstick.catalog.standardise;

import org.jspecify.annotations.NullMarked;
