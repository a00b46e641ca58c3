package yardstick.tracking.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static yardstick.tracking.store.StoredEvents.count;
import static yardstick.tracking.store.StoredEvents.event;
import static yardstick.tracking.store.StoredEvents.line;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is stored, once and for good. */
class EventStoreTest extends StoreCase {

    @Test
    void keepsEveryColumn() {
        store.append(List.of(EventRow.of(event(
                        "e\"1",
                        "add_to_cart",
                        "访客",
                        "2026-03-02T09:59:58.123456Z",
                        Map.of("sku", 7, "value_minor", 1250, "currency", "CNY", "note", "tab\tline\n\ud800 end")))
                .line(clock.instant())));
        Map<String, Object> row = store.analyse("SELECT * FROM events").getFirst();
        assertEquals("e\"1", row.get("event_id"));
        assertEquals("访客", row.get("visitor"));
        assertEquals("2026-03-02 09:59:58.123456", String.valueOf(row.get("occurred_at")));
        assertEquals("7", row.get("sku"));
        assertEquals(1250L, row.get("value_minor"));
        assertEquals(
                "tab\tline\n\ufffd end",
                store.analyse("SELECT parameters->>'note' AS note FROM events")
                        .getFirst()
                        .get("note"));
    }

    @Test
    void readsWhatAnEarlierVersionWrote() throws Exception {
        store.append(List.of(EventRow.of(event("old", "page_view", "v1", "2026-03-02T09:59:58Z", Map.of()))
                .line(clock.instant())));
        store.seal();
        store.close();
        Path sealed = files(".parquet").getFirst();
        Path other = root.resolve("other");
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement()) {
            statement.execute("COPY (SELECT * EXCLUDE (lag_s), occurred_at + to_seconds(lag_s) AS received_at"
                    + " FROM '" + sealed + "') TO '" + other + "' (FORMAT parquet)");
        }
        Files.move(other, sealed, StandardCopyOption.REPLACE_EXISTING);
        store = EventStore.open(root, clock, 30);
        store.append(List.of(EventRow.of(event("new", "page_view", "v1", "2026-03-02T10:00:00Z", Map.of()))
                .line(clock.instant())));
        assertEquals(
                "[{event_id=old, received_at=2026-03-02 10:00:00.0}, {event_id=new, received_at=2026-03-02 10:00:00.0}]",
                store.analyse("SELECT event_id, received_at FROM events ORDER BY occurred_at")
                        .toString());
    }

    @Test
    void storesADuplicateOnceAcrossSegmentsDaysAndRestarts() {
        store.append(List.of(line("a", "2026-03-02T09:00:00Z"), line("a", "2026-03-02T09:00:00Z")));
        assertEquals(1, count(store));
        store.append(List.of(line("a", "2026-03-02T09:00:00Z"), line("b", "2026-03-02T09:00:00Z")));
        assertEquals(2, count(store));
        clock.advance(Duration.ofDays(3));
        store.append(List.of(line("b", "2026-03-02T09:00:00Z"), line("c", "2026-03-05T09:00:00Z")));
        assertEquals(3, count(store));
        reopen();
        assertEquals(3, count(store));
    }

    @Test
    void toleratesATornLastLine() throws IOException {
        store.append(List.of(line("a", "2026-03-02T09:00:00Z")));
        store.close();
        Path segment = files(".jsonl").getFirst();
        String torn = line("b", "2026-03-02T09:00:00Z");
        Files.writeString(segment, torn.substring(0, torn.length() - 9), StandardOpenOption.APPEND);
        store = EventStore.open(root, clock, 30);
        assertEquals(1, count(store));
    }

    @Test
    void sealsASegmentOnceWhenTheCrashCameBeforeItsDeletion() throws IOException {
        store.append(List.of(line("a", "2026-03-02T09:00:00Z")));
        store.close();
        Path segment = files(".jsonl").getFirst();
        byte[] bytes = Files.readAllBytes(segment);
        store = EventStore.open(root, clock, 30);
        store.seal();
        Files.write(segment, bytes);
        reopen();
        assertEquals(1, count(store));
        assertEquals(List.of(), files(".jsonl"));
        assertEquals(1, files(".parquet").size());
    }

    @Test
    void numbersContinueAfterRestart() throws IOException {
        for (int i = 0; i < 3; i++) {
            store.append(List.of(line("e" + i, "2026-03-02T09:00:00Z")));
            reopen();
        }
        assertEquals(3, count(store));
    }

    @Test
    void writersAndReadersAtOnceLoseNothingAndSeeNoHalfState() throws Exception {
        int writers = 4;
        int each = 150;
        List<Thread> threads = IntStream.range(0, writers)
                .mapToObj(w -> Thread.ofPlatform()
                        .start(() -> IntStream.range(0, each)
                                .forEach(i -> store.append(List.of(line(w + "-" + i, "2026-03-02T09:00:00Z"))))))
                .toList();
        long before = 0;
        while (threads.stream().anyMatch(Thread::isAlive)) {
            long now = count(store);
            assertTrue(now >= before, "went from " + before + " to " + now);
            before = now;
            store.compact();
        }
        assertEquals(writers * each, count(store));
    }
}
