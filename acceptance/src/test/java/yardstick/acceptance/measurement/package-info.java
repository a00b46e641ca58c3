/** Proofs of the measurement on whole shops that take minutes; run by {@code acceptance/measurement}. */
@NullMarked
package yardstick.acceptance.measurement;

import org.jspecify.annotations.NullMarked;
