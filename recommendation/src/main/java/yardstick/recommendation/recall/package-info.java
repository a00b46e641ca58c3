/** Which products come into question: co-purchases and best sellers, counted from orders. */
@NullMarked
package yardstick.recommendation.recall;

import org.jspecify.annotations.NullMarked;
