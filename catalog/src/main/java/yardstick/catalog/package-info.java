/** Products, SKUs and offers: what can be bought, and finding it. */
@NullMarked
package yardstick.catalog;

import org.jspecify.annotations.NullMarked;
