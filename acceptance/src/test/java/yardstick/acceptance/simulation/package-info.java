/** Scenarios with a known truth on a whole shop; run by {@code acceptance/simulated-shop}. */
@NullMarked
package yardstick.acceptance.simulation;

import org.jspecify.annotations.NullMarked;
