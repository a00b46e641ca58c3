/** Tests of matching. */
@NullMarked
package yardstick.catalog.match;

import org.jspecify.annotations.NullMarked;
