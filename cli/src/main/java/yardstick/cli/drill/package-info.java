/** Drills: a shop of its own is hurt on purpose while shoppers buy, and its books are audited afterwards. */
@NullMarked
package yardstick.cli.drill;

import org.jspecify.annotations.NullMarked;
