/** The ledger of points: earning, using, giving back, running out. */
@NullMarked
package yardstick.membership.points;

import org.jspecify.annotations.NullMarked;
