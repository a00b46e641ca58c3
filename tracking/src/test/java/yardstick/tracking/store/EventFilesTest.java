package yardstick.tracking.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static yardstick.tracking.store.StoredEvents.count;
import static yardstick.tracking.store.StoredEvents.event;
import static yardstick.tracking.store.StoredEvents.line;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Files of days: partitions, merging, erasing, other nodes. */
class EventFilesTest extends StoreCase {

    @Test
    void partitionsByDayOfReceipt() throws IOException {
        store.append(List.of(line("a", "2026-03-02T09:00:00Z")));
        clock.advance(Duration.ofDays(1));
        store.append(List.of(line("b", "2026-03-02T09:00:00Z")));
        store.seal();
        assertEquals(
                List.of("day=2026-03-02", "day=2026-03-03"),
                files(".parquet").stream()
                        .map(path -> path.getName(path.getNameCount() - 2).toString())
                        .toList());
        assertEquals(List.of(), files(".jsonl"));
    }

    @Test
    void mergesTheFilesOfADayThatIsOver() throws IOException {
        for (int i = 0; i < 5; i++) {
            store.append(List.of(line("e" + i, "2026-03-02T09:00:00Z")));
            store.seal();
        }
        store.compact();
        assertEquals(5, files(".parquet").size());
        clock.advance(Duration.ofDays(1));
        List<Path> parts = files(".parquet");
        byte[] part = Files.readAllBytes(parts.get(2));
        store.compact();
        assertEquals(1, files(".parquet").size());
        assertEquals(5, count(store));
        Files.write(parts.get(2), part);
        store.seal();
        assertEquals(5, count(store), "a part that a crash left behind is not counted beside the merged file");
        reopen();
        assertEquals(1, files(".parquet").size());
        assertEquals(5, count(store));
    }

    @Test
    void aDayThatNoCopyCanReachAnyMoreLosesItsIds() throws IOException {
        for (int i = 0; i < 3; i++) {
            store.append(List.of(line("e" + i, "2026-03-02T09:00:00Z")));
            store.seal();
        }
        clock.advance(Duration.ofDays(8));
        store.compact();
        assertEquals(
                3,
                store.query("SELECT event_id FROM events WHERE event_id IS NOT NULL", row -> row.getString(1))
                        .size());
        clock.advance(Duration.ofDays(1));
        store.compact();
        store.compact();
        assertEquals(1, files(".parquet").size());
        assertEquals(3, count(store));
        assertEquals(
                List.of(),
                store.query("SELECT event_id FROM events WHERE event_id IS NOT NULL", row -> row.getString(1)));
        reopen();
        assertEquals(3, count(store));
    }

    @Test
    void anErasedVisitorIsInNoFileAndInNoRollUp() throws IOException {
        store.append(Stream.of(
                        event("1", "page_view", "a", "2026-03-02T09:00:00Z"),
                        event("2", "page_view", "o'b", "2026-03-02T09:01:00Z"),
                        event("3", "purchase", "o'b", "2026-03-02T09:02:00Z", Map.of("order_id", 1, "value_minor", 5)))
                .map(event -> EventRow.of(event).line(clock.instant()))
                .toList());
        store.seal();
        store.append(List.of(line("4", "2026-03-02T09:03:00Z")));
        String visits = "SELECT concat(sum(sessions), ' ', sum(orders)) FROM rollup.visit_quarter";
        assertEquals(List.of("3 1"), store.rolled(visits, row -> row.getString(1)));
        byte[] untouched = Files.readAllBytes(files(".parquet").getLast());
        assertEquals(2, store.held("o'b"));
        assertEquals(1, store.erase("o'b"));
        assertEquals(0, store.held("o'b"));
        assertEquals(3, count(store), "the order stays without its visitor");
        assertEquals(List.of("2 0"), store.rolled(visits, row -> row.getString(1)));
        assertEquals(2, files(".parquet").size());
        org.junit.jupiter.api.Assertions.assertArrayEquals(
                untouched, Files.readAllBytes(files(".parquet").getLast()));
        for (Path file : files(".parquet")) {
            assertEquals(
                    -1,
                    new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("o'b"));
        }
        reopen();
        assertEquals(3, count(store));
        clock.advance(Duration.ofDays(1));
        store.compact();
        assertEquals(1, files(".parquet").size());
        assertEquals(3, count(store));
    }

    @Test
    void aSecondProcessGetsItsOwnNodeAndSeesTheSameFiles() {
        try (EventStore second = EventStore.open(root, clock, 30)) {
            store.append(List.of(line("a", "2026-03-02T09:00:00Z")));
            store.seal();
            second.append(List.of(line("b", "2026-03-02T09:00:00Z")));
            assertEquals(2, count(second));
            assertEquals(2, count(store));
        }
    }
}
