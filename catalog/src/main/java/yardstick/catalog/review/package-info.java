/** What customers say: polarity, aspects with their sentences, reviews and questions of a product. */
@NullMarked
package yardstick.catalog.review;

import org.jspecify.annotations.NullMarked;
