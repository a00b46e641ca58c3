package yardstick.tracking.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A child process stores events and is killed without warning; what it had acknowledged must be there, once. */
class CrashTest {

    private static final int KILLS = 4;

    @TempDir
    Path root;

    @Test
    void everyAcknowledgedEventSurvivesTheKillExactlyOnce() throws Exception {
        List<String> acknowledged = new ArrayList<>();
        for (int round = 0; round < KILLS; round++) {
            acknowledged.addAll(writeUntilKilled(round, 400 + 150 * round));
        }
        assertTrue(acknowledged.size() > 100, "only " + acknowledged.size() + " events were written before the kills");
        try (EventStore store = EventStore.open(root, Clock.systemUTC(), 30)) {
            List<String> stored = store.query("SELECT event_id FROM events", row -> row.getString(1));
            Set<String> distinct = new HashSet<>(stored);
            assertEquals(distinct.size(), stored.size(), "an event is stored twice");
            assertTrue(distinct.containsAll(acknowledged), "an acknowledged event is missing");
        }
    }

    private List<String> writeUntilKilled(int round, int events) throws IOException, InterruptedException {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        root.toString(),
                        "r" + round)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> acknowledged = new ArrayList<>();
        try (BufferedReader output = child.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                acknowledged.add(line);
                if (acknowledged.size() == events) {
                    child.toHandle().destroyForcibly();
                }
            }
        }
        assertTrue(child.waitFor(30, TimeUnit.SECONDS));
        return acknowledged;
    }

    /** Stores, and says what is stored; seals and merges all the time so that a kill hits any step. */
    static final class Writer {

        private Writer() {}

        public static void main(String[] arguments) {
            PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
            EventStore store = EventStore.open(Path.of(arguments[0]), Clock.systemUTC(), 30);
            Thread.ofPlatform().daemon().start(() -> {
                while (true) {
                    store.seal();
                    store.compact();
                }
            });
            for (int writer = 0; writer < 3; writer++) {
                String name = arguments[1] + "-" + writer + "-";
                Thread.ofPlatform().start(() -> {
                    for (int i = 0; ; i++) {
                        String line = StoredEvents.line(
                                name + i, Clock.systemUTC().instant().toString());
                        store.append(List.of(line, line));
                        out.println(name + i);
                    }
                });
            }
        }
    }
}
