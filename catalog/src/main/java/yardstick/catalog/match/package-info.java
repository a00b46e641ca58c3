/** Whether two records speak of the same item: features, learners, and what they are worth on labelled pairs. */
@NullMarked
package yardstick.catalog.match;

import org.jspecify.annotations.NullMarked;
