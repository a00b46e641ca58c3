/** Append-only files that survive a kill. */
@NullMarked
package yardstick.sandbox.journal;

import org.jspecify.annotations.NullMarked;
