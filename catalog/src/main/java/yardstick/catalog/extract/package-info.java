/** Product records out of pages: markup first, then tables and lists; every value with its source, rule and confidence. */
@NullMarked
package yardstick.catalog.extract;

import org.jspecify.annotations.NullMarked;
