/** The catalogue as staff see and change it. */
@NullMarked
package yardstick.catalog.goods;

import org.jspecify.annotations.NullMarked;
