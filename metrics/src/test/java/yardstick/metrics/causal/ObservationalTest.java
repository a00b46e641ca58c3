package yardstick.metrics.causal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import yardstick.metrics.causal.Observational.Cells;
import yardstick.metrics.causal.Observational.Doubt;

class ObservationalTest {

    private static final int PERIODS = 12;

    /** @param own what the units with the release do by themselves in each period */
    private static Cells cells(int seed, int treated, double effect, IntToDoubleFunction own) {
        Random random = new Random(seed);
        int n = treated + 16;
        String[] units = new String[n];
        double[][] outcome = new double[n][PERIODS];
        int[] cohort = new int[n];
        for (int i = 0; i < n; i++) {
            units[i] = "u" + i;
            cohort[i] = i < treated ? 7 + i % 2 : 0;
            double level = 50 + 20 * random.nextGaussian();
            for (int t = 1; t <= PERIODS; t++) {
                boolean on = cohort[i] > 0 && t >= cohort[i];
                double season = 3 * t + 5 * Math.sin(t);
                outcome[i][t - 1] = level
                        + season
                        + random.nextGaussian()
                        + (on ? effect : 0)
                        + (cohort[i] > 0 ? own.applyAsDouble(t) : 0);
            }
        }
        return new Cells(units, outcome, cohort);
    }

    @Test
    void findsWhatWasPlantedInARisingSeason() {
        int held = 0;
        int doubted = 0;
        for (int run = 0; run < 30; run++) {
            Observational found = Observational.of(cells(run, 6, 5, t -> 0));
            held += found.interval().contains(5) ? 1 : 0;
            doubted += found.doubts().isEmpty() ? 0 : 1;
            assertEquals(5, found.sdid(), 1.5);
            assertNotNull(found.spacePlacebo());
            assertTrue(found.spacePlacebo() < 0.1, "placebos " + found.spacePlacebo());
            assertTrue(found.forbidden() > 0 && found.forbidden() < 0.5);
        }
        assertTrue(held >= 26, "held " + held);
        assertTrue(doubted <= 7, "doubted " + doubted);
    }

    /** The units were on their way up before the release. */
    @Test
    void aTrendBeforeTheStartIsNoEffect() {
        int doubted = 0;
        for (int run = 0; run < 10; run++) {
            Observational found = Observational.of(cells(run, 6, 0, t -> 2.5 * t));
            doubted += found.doubts().contains(Doubt.PRETREND) ? 1 : 0;
        }
        assertTrue(doubted >= 9, "doubted " + doubted);
    }

    /** One unit has no error of its own: the others tell how large nothing is. */
    @Test
    void oneUnitIsJudgedByPlacebos() {
        Observational found = Observational.of(cells(3, 1, 8, t -> 0));
        assertNull(found.pretrend());
        assertNull(found.events().getFirst().band());
        assertTrue(
                found.interval().contains(8) && !found.interval().contains(0),
                found.interval().toString());
        assertEquals(1.0 / 17, found.spacePlacebo());
    }

    /**
     * Four controls share the treated units' ups and downs and stay as they are, twelve others fall: measured against all of
     * them the release seems to help, against those like the treated ones it hurts.
     */
    @Test
    void methodsThatDisagreeAreNotBelieved() {
        Cells cells = cells(9, 4, 0, t -> 0);
        for (int i = 0; i < cells.units().length; i++) {
            boolean falling = i >= 4 && i < 16;
            cells.cohort()[i] = i < 4 ? 7 : 0;
            for (int t = 0; t < PERIODS; t++) {
                double boom = falling || t >= 6 ? 0 : 30 * Math.cos(2 * t);
                double later = falling ? -6 : i < 4 ? -2 : 0;
                cells.outcome()[i][t] += boom + (t >= 6 ? later : 0);
            }
            cells.outcome()[i][5] -= falling ? 0 : 30 * Math.cos(10);
        }
        Observational found = Observational.of(cells);
        assertTrue(found.effect() > 0 && found.sdid() < 0, found.effect() + " and " + found.sdid());
        assertTrue(found.doubts().contains(Doubt.SIGNS));
    }

    @Test
    void saysWhatIsMissing() {
        Cells few = new Cells(
                new String[] {"a", "b", "c"}, new double[][] {{1, 2, 3}, {1, 2, 3}, {1, 2, 3}}, new int[] {2, 0, 0});
        String message = String.valueOf(assertThrows(IllegalArgumentException.class, () -> Observational.of(few))
                .getMessage());
        assertTrue(message.contains("1, 2 and 1"), message);
    }
}
