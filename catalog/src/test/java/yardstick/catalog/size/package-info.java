/** Tests of the advice on sizes. */
@NullMarked
package yardstick.catalog.size;

import org.jspecify.annotations.NullMarked;
