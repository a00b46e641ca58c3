package yardstick.tracking.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import yardstick.testkit.FixedClock;

/** An event store in a directory of its own. */
abstract class StoreCase {

    @TempDir
    Path root;

    final FixedClock clock = new FixedClock("2026-03-02T10:00:00Z");
    EventStore store;

    @BeforeEach
    void open() {
        store = EventStore.open(root, clock, 30);
    }

    @AfterEach
    void close() {
        store.close();
    }

    void reopen() {
        store.close();
        store = EventStore.open(root, clock, 30);
    }

    List<Path> files(String ending) throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.filter(path -> path.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }
}
