/** Rules of the intake: what is stored, what is dropped and why. */
@NullMarked
package yardstick.tracking.intake;

import org.jspecify.annotations.NullMarked;
