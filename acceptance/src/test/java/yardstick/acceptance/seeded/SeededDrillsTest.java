package yardstick.acceptance.seeded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import yardstick.acceptance.shop.Command;

/** Lets a drill loose on a whole shop with a bug in it and demands that the drill ends with 1 and says what is broken. */
@Tag("seeded")
class SeededDrillsTest {

    static List<SeededBug> chosen() {
        return SeededBugsTest.chosen().stream()
                .filter(bug -> !bug.drill().isEmpty())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("chosen")
    void theDrillSeesTheBug(SeededBug bug) throws Exception {
        try (MutantShop shop = MutantShop.with(bug, Command.home())) {
            Command.Result result = Command.at(shop.command(), ("drill " + bug.drill()).split(" "));
            assertEquals(1, result.code(), () -> result.output() + result.errors());
            List<String> broken = result.output()
                    .lines()
                    .filter(line -> line.startsWith("NOT "))
                    .toList();
            assertTrue(!broken.isEmpty(), result::output);
        }
    }
}
