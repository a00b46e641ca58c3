package yardstick.metrics.experiment;

import java.util.List;

/**
 * Two releases met by the same units, each assigned independently of the other: four cells (Box, Hunter and Hunter,
 * "Statistics for experimenters", two-level factorial designs).
 *
 * @param first effect of the first release, averaged over the two states of the second
 * @param second effect of the second release, averaged over the two states of the first
 * @param interaction what both together do beyond the sum of each alone
 * @param firstAlone effect of the first where the second is off
 * @param secondAlone effect of the second where the first is off
 */
public record Factorial(
        Estimate first, Estimate second, Estimate interaction, Estimate firstAlone, Estimate secondAlone) {

    /** @param neither both off, {@code onlyFirst} and {@code onlySecond} one of them on */
    public static Factorial of(Estimate neither, Estimate onlyFirst, Estimate onlySecond, Estimate both) {
        List<Estimate> cells = List.of(neither, onlyFirst, onlySecond, both);
        return new Factorial(
                sum(cells, -.5, .5, -.5, .5),
                sum(cells, -.5, -.5, .5, .5),
                sum(cells, 1, -1, -1, 1),
                sum(cells, -1, 1, 0, 0),
                sum(cells, -1, 0, 1, 0));
    }

    private static Estimate sum(List<Estimate> cells, double... weights) {
        double value = 0;
        double variance = 0;
        for (int i = 0; i < weights.length; i++) {
            value += weights[i] * cells.get(i).value();
            variance += Math.pow(weights[i] * cells.get(i).standardError(), 2);
        }
        return Estimate.normal(value, Math.sqrt(variance));
    }
}
