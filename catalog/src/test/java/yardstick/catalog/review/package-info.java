/** Tests of reviews. */
@NullMarked
package yardstick.catalog.review;

import org.jspecify.annotations.NullMarked;
