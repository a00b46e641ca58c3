/** The {@code ./yardstick} command. */
@NullMarked
package yardstick.cli;

import org.jspecify.annotations.NullMarked;
