/** Tests of points against a real database. */
@NullMarked
package yardstick.membership.points;

import org.jspecify.annotations.NullMarked;
