package yardstick.metrics.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yardstick.metrics.Simulation;
import yardstick.metrics.Simulation.Request;
import yardstick.metrics.Simulation.Result;
import yardstick.testkit.TestDatabase;

/** Each story once, small; {@code ./yardstick simulate SCENARIO --seeds 100} is the long run. */
class SimulationTest {

    @TempDir
    Path directory;

    private final TestDatabase database = TestDatabase.with("tracking", "metrics");
    private int played;

    private Result play(String scenario, int shoppers) {
        return Simulation.run(
                new Request(scenario, shoppers, 14, 3), database.dataSource(), directory.resolve("play" + played++));
    }

    private static void inside(Result result) {
        assertTrue(!result.answers().isEmpty());
        result.answers().forEach(answer -> assertTrue(answer.inside(), result.scenario() + ": " + answer));
    }

    @Test
    void thePanelFindsWhatWasPlanted() {
        inside(play("aa", 4_000));
        inside(play("ab-cvr", 4_000));
        inside(play("category-effect", 4_000));
        inside(play("seasonal-did", 4_000));
    }

    @Test
    void theTrapCatchesNobody() {
        Result result = play("two-releases-one-week", 16_000);
        inside(result);
        assertTrue(
                result.notes().get("credit_share_payment") instanceof Double share && share >= 0.9, result::toString);
    }

    @Test
    void aPaymentOutageIsStoppedAndNamed() {
        Result result = play("payment-outage", 3_000);
        Double high = result.answers().getFirst().high();
        assertTrue(high != null && high < -0.4, result::toString);
        assertEquals("STOPPED", result.notes().get("state_after_guard"));
        assertEquals("stopped", result.notes().get("log"));
    }

    @Test
    void aLocalOptimumIsNotShipped() {
        Result result = play("local-optimum", 8_000);
        inside(result);
        assertNotEquals("SHIP", result.notes().get("verdict"));
    }

    /** Nobody new comes in the last month, so that all buyers could come back. */
    @Test
    void aRepeatRateIsJudgedWhenBuyersHadTheTimeToComeBack() {
        Result result = play("ab-rpr", 4_000);
        inside(result);
        assertNotEquals("MEND_FIRST", result.notes().get("verdict"));
        assertNotEquals("metrics.verdict.rpr_immature", result.notes().get("verdict_code"));
    }

    @Test
    void crawlersChangeNothing() {
        Result result = play("bot-storm", 3_000);
        inside(result);
        assertEquals(0, result.notes().get("bot_events_accepted"));
    }

    @Test
    void sameSeedSameFigures() {
        assertEquals(play("ab-atv", 1_000), play("ab-atv", 1_000));
        assertThrows(IllegalArgumentException.class, () -> play("nothing", 1_000));
    }
}
