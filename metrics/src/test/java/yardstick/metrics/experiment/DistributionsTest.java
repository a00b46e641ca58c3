package yardstick.metrics.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Closed forms where they exist, published table values elsewhere. */
class DistributionsTest {

    @ParameterizedTest
    @CsvSource({"0.975, 1.959963984540054", "0.95, 1.6448536269514722", "0.5, 0", "1e-9, -5.997807015008182"})
    void normalQuantiles(double p, double z) {
        assertEquals(z, Distributions.normalQuantile(p), 1e-12);
        assertEquals(p, Distributions.normal(z), 1e-13);
    }

    @ParameterizedTest
    @CsvSource({"1, 12.706204736432095", "2, 4.302652729749464", "10, 2.2281388519649385", "1000, 1.9623390808264078"})
    void studentQuantiles(double degrees, double t) {
        assertEquals(t, Distributions.studentQuantile(0.975, degrees), 1e-9 * t);
        assertEquals(0.05, Distributions.studentTwoSided(t, degrees), 1e-11);
    }

    @Test
    void studentWithOneDegreeIsCauchyAndWithTwoIsAlgebraic() {
        for (double t : new double[] {-3, -0.2, 0.7, 25}) {
            assertEquals(0.5 + Math.atan(t) / Math.PI, Distributions.student(t, 1), 1e-13);
            assertEquals(0.5 + t / (2 * Math.sqrt(2 + t * t)), Distributions.student(t, 2), 1e-13);
        }
    }

    @Test
    void chiSquaredWithTwoDegreesIsExponential() {
        for (double x : new double[] {0.01, 1, 7.5, 60}) {
            assertEquals(Math.exp(-x / 2), Distributions.chiSquaredTail(x, 2), 1e-13 * Math.exp(-x / 2) + 1e-16);
        }
        assertEquals(0.05, Distributions.chiSquaredTail(3.841458820694124, 1), 1e-13);
        assertEquals(0.05, Distributions.chiSquaredTail(11.070497693516351, 5), 1e-13);
    }
}
