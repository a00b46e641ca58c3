/** The journal of changes to SKUs and products: what was before, who changed it, and taking it back. */
@NullMarked
package yardstick.catalog.change;

import org.jspecify.annotations.NullMarked;
