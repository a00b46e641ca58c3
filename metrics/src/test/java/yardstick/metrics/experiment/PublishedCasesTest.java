package yardstick.metrics.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import yardstick.metrics.experiment.RatioSample.Covariate;
import yardstick.metrics.experiment.RatioSample.Part;

/** Published numbers of another engine (GrowthBook, frequentist), from sums alone, to the five decimals they have. */
class PublishedCasesTest {

    private static final double EPSILON = 5.1e-6;

    private static RatioSample spent(double n, double sum, double squares) {
        return RatioSample.mean(n, new Part(sum, squares, 0), Covariate.NONE);
    }

    private static Comparison compared(RatioSample control, RatioSample treatment) {
        return Comparison.of(control.estimate(), treatment.estimate());
    }

    private static void assertRange(double low, double high, Range range) {
        assertEquals(low, range.low(), EPSILON);
        assertEquals(high, range.high(), EPSILON);
    }

    @Test
    void welchOfMeans() {
        Comparison found = compared(spent(3407, 1396.87, 52377.9767), spent(3461, 2422.7, 134698.29));
        Estimate relative = found.relative().orElseThrow();
        assertEquals(.70732, relative.value(), EPSILON);
        assertRange(-.03526, 1.44989, relative.interval(0.95));
        assertEquals(.06191, relative.p(), EPSILON);
        assertEquals(.29, found.difference().value(), EPSILON);
        assertRange(.04538, .53462, found.difference().interval(0.95));
        assertEquals(.02016, found.difference().p(), EPSILON);
    }

    /** The relative effect of proportions takes p (1 - p) / n, the variance of their likelihood. */
    @Test
    void relativeOfProportions() {
        Comparison few = Comparison.ofProportions(
                spent(28, 14, 14).estimate(), spent(30, 16, 16).estimate());
        assertEquals(.06667, few.relative().orElseThrow().value(), EPSILON);
        assertRange(-.47767, .61101, few.relative().orElseThrow().interval(0.95));
        Comparison many = Comparison.ofProportions(
                spent(3000, 1396, 1396).estimate(), spent(3461, 2422, 2422).estimate());
        assertEquals(.50386, many.relative().orElseThrow().value(), EPSILON);
        assertRange(
                .40098,
                .60675,
                new Monitoring.AlwaysValid(5_000).interval(many.relative().orElseThrow(), 6_461, 0.95));
    }

    @Test
    void alwaysValidInterval() {
        Comparison found = compared(spent(3000, 1396.87, 52377.9767), spent(3461, 2422.7, 134698.29));
        Estimate relative = found.relative().orElseThrow();
        assertEquals(.50336, relative.value(), EPSILON);
        assertRange(-.55844, 1.56516, new Monitoring.AlwaysValid(1_000).interval(relative, 6_461, 0.95));
    }

    /** A ratio's past is a ratio too: its linearisation is the covariate. The published share is of the control as it was. */
    @Test
    void ratioAdjustedByItsPast() {
        RatioSample control = ratio(
                new double[] {485.112236689623, 2715.484666118136, 679.9093275844917, 4939.424001640236},
                new double[] {192.59138069991536, 460.076026390857, 290.1398399750233, 920.9461385038898},
                new double[] {1113.6215759318352, 2130.9404074446747, 634.239482353647},
                new double[] {3602.146836776702, 1559.2878434944676, 1460.3181079276983});
        RatioSample treatment = ratio(
                new double[] {514.7757826608777, 2994.897482705013, 705.4090874383759, 5291.36604146392},
                new double[] {206.94157227402536, 514.2903702246757, 302.54389139107326, 994.4506208125663},
                new double[] {1237.0953021125997, 2292.081739775257, 698.4173425817908},
                new double[] {3918.1561431600717, 1701.0287270040265, 1604.0759503266522});
        RatioSample.Adjusted adjusted = RatioSample.adjust(control, treatment);
        double base = control.estimate().value();
        double change = adjusted.treatment().value() - adjusted.control().value();
        Estimate relative = Comparison.of(
                        new Estimate(base, adjusted.control().standardError(), 99),
                        new Estimate(base + change, adjusted.treatment().standardError(), 99))
                .relative()
                .orElseThrow();
        assertEquals(-.0007, relative.value(), EPSILON);
        Range always = new Monitoring.AlwaysValid(5_000).interval(relative, 200, 0.95);
        assertEquals(-.02063, always.low(), 1e-5);
        assertEquals(.01923, always.high(), 1e-5);
        assertEquals(-.00841, relative.interval(0.95).low(), 1e-5);
    }

    /**
     * @param now sum and squares of numerator y and denominator x, {@code past} of numerator p and denominator q
     * @param own sums of y p, x q and p q, {@code cross} of y x, y q and p x
     */
    private static RatioSample ratio(double[] now, double[] past, double[] own, double[] cross) {
        double n = 100;
        double rate = past[0] / past[2];
        double mean = past[2] / n;
        double squares = (past[1] - 2 * rate * own[2] + rate * rate * past[3]) / (mean * mean) + n * rate * rate;
        double y = (own[0] - rate * cross[1]) / mean + rate * now[0];
        double x = (cross[2] - rate * own[1]) / mean + rate * now[2];
        return new RatioSample(
                n,
                new Part(now[0], now[1], y),
                new Part(now[2], now[3], x),
                cross[0],
                new Covariate(n * rate, squares));
    }
}
