/** Tests of reading pages. */
@NullMarked
package yardstick.catalog.extract;

import org.jspecify.annotations.NullMarked;
