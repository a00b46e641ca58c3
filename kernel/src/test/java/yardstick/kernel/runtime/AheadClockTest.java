package yardstick.kernel.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yardstick.kernel.Setting;
import yardstick.kernel.Settings;

class AheadClockTest {

    @TempDir
    Path directory;

    private static boolean ahead(Clock clock, Duration wanted) {
        Duration by = Duration.between(Clock.systemUTC().instant(), clock.instant());
        return by.minus(wanted).abs().compareTo(Duration.ofSeconds(5)) < 0;
    }

    private static void soon(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertTrue(condition.getAsBoolean());
    }

    @Test
    void itFollowsItsFileAndForgetsNothingWhenTheFileIsUnreadable() throws IOException {
        Path file = Files.writeString(directory.resolve("ahead"), "PT48H\n");
        Clock clock = new AheadClock(file);
        assertTrue(ahead(clock, Duration.ofDays(2)));
        Files.writeString(file, "PT72H");
        soon(() -> ahead(clock, Duration.ofDays(3)));
        Files.writeString(file, "soon");
        Files.delete(file);
        long end = System.nanoTime() + Duration.ofMillis(150).toNanos();
        while (System.nanoTime() < end) {
            assertTrue(ahead(clock, Duration.ofDays(3)));
        }
    }

    @Test
    void inProductionTimeIsTheMachines() throws IOException {
        Path file = Files.writeString(directory.resolve("ahead"), "PT48H");
        Map<Setting, String> trial = Map.of(Setting.CLOCK_AHEAD_FILE, file.toString());
        assertTrue(ahead(Producers.clock(Settings.of(trial)), Duration.ofDays(2)));
        Map<Setting, String> production = Map.of(Setting.CLOCK_AHEAD_FILE, file.toString(), Setting.MODE, "production");
        assertEquals(Clock.systemUTC(), Producers.clock(Settings.of(production)));
    }
}
