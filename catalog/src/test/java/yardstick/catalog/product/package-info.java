/** Tests of reading products. */
@NullMarked
package yardstick.catalog.product;

import org.jspecify.annotations.NullMarked;
