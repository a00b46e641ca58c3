/** Reading single products, SKUs and the category tree from the database. */
@NullMarked
package yardstick.catalog.product;

import org.jspecify.annotations.NullMarked;
