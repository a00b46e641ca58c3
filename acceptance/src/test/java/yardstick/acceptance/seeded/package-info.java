/** Bugs put in on purpose, and the proof that tests see them. */
@NullMarked
package yardstick.acceptance.seeded;

import org.jspecify.annotations.NullMarked;
