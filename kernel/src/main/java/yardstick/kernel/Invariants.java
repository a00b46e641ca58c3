package yardstick.kernel;

import java.util.Map;

/**
 * What must be true of a module's tables at any moment, as SQL on that module's own schema. The audit runs the statements
 * of all modules in one snapshot.
 */
public interface Invariants {

    /** By name, for example {@code coupon.used_is_sum_of_uses}; each statement gives one text per break. */
    Map<String, String> statements();

    /**
     * By name; each statement gives pairs of a text key and a whole number, without zeros. Modules that keep a tally of
     * the same name must agree on it: so two schemas are compared without a join.
     */
    default Map<String, String> tallies() {
        return Map.of();
    }
}
