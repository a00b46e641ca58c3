/** Pictures of products: fetched, made safe and small, and kept in several widths. */
@NullMarked
package yardstick.catalog.media;

import org.jspecify.annotations.NullMarked;
