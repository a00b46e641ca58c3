package yardstick.acceptance.seeded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Puts one bug after the other into the code and demands that its test fails, which passes without the bug. */
@Tag("seeded")
class SeededBugsTest {

    /** All of them, or those whose name has the words of the system property {@code seeded}. */
    static List<SeededBug> chosen() {
        String words = System.getProperty("seeded", "");
        return SeededBugs.all().stream()
                .filter(bug -> bug.name().contains(words))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("chosen")
    void theTestSeesTheBug(SeededBug bug) throws Exception {
        TestExecutionSummary honest = Mutant.runWithout(bug);
        assertEquals(
                1,
                honest.getTestsSucceededCount(),
                () -> bug.caughtBy() + " does not pass without the bug: " + why(honest));
        TestExecutionSummary mutant = Mutant.runWith(bug);
        assertTrue(mutant.getTestsFailedCount() > 0, () -> bug.caughtBy() + " does not see: " + bug);
    }

    private static String why(TestExecutionSummary summary) {
        return summary.getFailures().stream()
                .map(failure -> String.valueOf(failure.getException()))
                .collect(Collectors.joining("; "));
    }
}
