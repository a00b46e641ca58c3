/** What the catalogue needs from modules above it. */
@NullMarked
package yardstick.catalog.spi;

import org.jspecify.annotations.NullMarked;
