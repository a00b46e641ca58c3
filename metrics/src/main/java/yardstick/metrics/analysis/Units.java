package yardstick.metrics.analysis;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows grouped into units of randomisation. A unit seen in more than one arm is in none.
 *
 * @param unitOf number of the unit of each row, or -1
 */
record Units(int[] unitOf, String[] arms, int crossed) {

    /** @param units null when every row is a unit of its own */
    static Units of(String @Nullable [] units, String[] rowArms) {
        int[] unitOf = new int[rowArms.length];
        if (units == null) {
            Arrays.setAll(unitOf, i -> i);
            return new Units(unitOf, rowArms, 0);
        }
        Map<String, String> armOf = new HashMap<>();
        for (int i = 0; i < units.length; i++) {
            String arm = rowArms[i];
            armOf.merge(units[i], arm, (one, two) -> one.equals(two) ? one : "\0");
        }
        Map<String, Integer> numbers = new HashMap<>();
        String[] arms = new String[armOf.size()];
        for (int i = 0; i < units.length; i++) {
            String arm = armOf.getOrDefault(units[i], "\0");
            if (arm.equals("\0")) {
                unitOf[i] = -1;
            } else {
                unitOf[i] = numbers.computeIfAbsent(units[i], unit -> numbers.size());
                arms[unitOf[i]] = arm;
            }
        }
        return new Units(unitOf, Arrays.copyOf(arms, numbers.size()), armOf.size() - numbers.size());
    }

    double[] sums(double[] rows) {
        double[] sums = new double[arms.length];
        for (int i = 0; i < rows.length; i++) {
            if (unitOf[i] >= 0) {
                sums[unitOf[i]] += rows[i];
            }
        }
        return sums;
    }
}
