package yardstick.acceptance.seeded;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** In every build: each bug still has its place in the code, its test and its row in the documentation. */
class SeededPlacesTest {

    @ParameterizedTest
    @MethodSource("yardstick.acceptance.seeded.SeededBugs#all")
    void theBugHasItsPlaceAndItsTest(SeededBug bug) throws Exception {
        assertTrue(!Mutant.changed(bug).isEmpty());
        assertTrue(Files.readString(Mutant.test(bug)).contains(" " + bug.method() + "("), bug::caughtBy);
    }

    @Test
    void thereAreAtLeastFifteen() {
        assertTrue(SeededBugs.all().size() >= 15);
    }

    @Test
    void theTableNamesEveryBug() throws Exception {
        String table = Files.readString(Path.of("../docs/proof.md"));
        SeededBugs.all().forEach(bug -> {
            assertTrue(table.contains(bug.name()), () -> "docs/proof.md does not name: " + bug.name());
            String test = bug.caughtBy()
                    .substring(bug.caughtBy().lastIndexOf('.') + 1)
                    .replace('#', '.');
            assertTrue(table.contains(test), () -> "docs/proof.md does not name " + test);
            String row = table.lines()
                    .filter(line -> line.startsWith("| " + bug.name() + " |"))
                    .findFirst()
                    .orElse("");
            String drill = bug.drill().split(" ")[0];
            assertTrue(
                    row.contains("drill `" + drill) || drill.isEmpty(), () -> "no drill in the row of " + bug.name());
        });
    }
}
