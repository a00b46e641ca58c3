/** Tests of lists, search and suggestions over a real index. */
@NullMarked
package yardstick.catalog.search;

import org.jspecify.annotations.NullMarked;
