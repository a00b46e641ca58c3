package yardstick.acceptance.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import yardstick.acceptance.shop.Command;

/** The drills, small enough for every build; docs/proof.md says how to run them in full. */
class DrillIT {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"race", "kill-server --times 2", "kill-database --times 2"})
    void theShopHolds(String drill) {
        Command.Result result = Command.run(("drill " + drill).split(" "));
        assertEquals(0, result.code(), () -> result.output() + result.errors());
        assertTrue(result.output().contains("held in"), result::output);
    }

    @Test
    void productionIsNeverDrilled() {
        Command.Result result =
                Command.run(Map.of("YARDSTICK_MODE", "production"), "drill", "race", "--data", folder.toString());
        assertEquals(2, result.code());
        assertTrue(result.errors().contains("drills never run in production mode"), result::errors);
    }

    @Test
    void anAuditNeedsARunningShop() {
        Command.Result result = Command.run("audit", "--data", folder.toString());
        assertEquals(2, result.code());
        assertTrue(result.errors().contains("no shop is running on " + folder), result::errors);
    }

    @Test
    void anUnknownDrillIsNamed() {
        Command.Result result = Command.run("drill", "earthquake", "--data", folder.toString());
        assertEquals(2, result.code());
        assertTrue(result.errors().contains("there is no drill earthquake"), result::errors);
    }
}
