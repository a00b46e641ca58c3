/** The shop's own channels before the published kit, against the real sandbox. */
@NullMarked
package yardstick.orders.conformance;

import org.jspecify.annotations.NullMarked;
