/** Advice on sizes: charts of categories, the body, and what came back. */
@NullMarked
package yardstick.catalog.size;

import org.jspecify.annotations.NullMarked;
