/** Drills against a running sandbox. */
@NullMarked
package yardstick.sandbox;

import org.jspecify.annotations.NullMarked;
