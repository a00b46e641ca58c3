/** A running shop under load, crashes and wrong input. */
@NullMarked
package yardstick.acceptance.operations;

import org.jspecify.annotations.NullMarked;
