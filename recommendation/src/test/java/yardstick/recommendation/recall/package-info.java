/** Tests of recall against a real database and hand-counted baskets. */
@NullMarked
package yardstick.recommendation.recall;

import org.jspecify.annotations.NullMarked;
