/** The rules of the house, checked over the whole class path. */
@NullMarked
package yardstick.acceptance.architecture;

import org.jspecify.annotations.NullMarked;
