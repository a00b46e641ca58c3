/** Starting the processes of a shop. */
@NullMarked
package yardstick.cli.launch;

import org.jspecify.annotations.NullMarked;
