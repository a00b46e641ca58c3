package yardstick.tracking.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yardstick.testkit.FixedClock;

class EventStoreTest {

    @TempDir
    Path root;

    private final FixedClock clock = new FixedClock("2026-03-02T10:00:00Z");
    private EventStore store;

    @BeforeEach
    void open() {
        store = EventStore.open(root, clock, 30);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void reopen() {
        store.close();
        store = EventStore.open(root, clock, 30);
    }

    private List<Path> files(String ending) throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.filter(path -> path.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

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
    void numbersContinueAfterRestart() throws IOException {
        for (int i = 0; i < 3; i++) {
            store.append(List.of(line("e" + i, "2026-03-02T09:00:00Z")));
            reopen();
        }
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

    @Test
    void theAnalystReadsViewsAndNothingElse() throws IOException {
        Path secret = Files.writeString(root.resolve("secret.csv"), "a\n1\n");
        Path outside = Files.createTempFile("outside", ".csv");
        store.append(List.of(line("a", "2026-03-02T09:00:00Z")));
        assertEquals(
                1,
                store.analyse("WITH x AS (SELECT * FROM events) SELECT count(*) AS n FROM x;")
                        .size());
        assertEquals(1, store.analyse("SELECT * FROM sessions").size());
        assertEquals(10_000, store.analyse("SELECT * FROM range(20000)").size());
        for (String refused : List.of(
                "DELETE FROM events",
                "CREATE TABLE t AS SELECT 1",
                "COPY (SELECT 1) TO '" + root.resolve("x.csv") + "'",
                "SELECT 1; SELECT 2",
                "SELECT 1; DROP VIEW events",
                "SELECT 1) ; DROP VIEW events; SELECT (1",
                "SELECT * FROM '" + secret + "'",
                "SELECT * FROM read_csv('" + secret + "')",
                "SELECT * FROM read_text('/etc/passwd')",
                "SELECT * FROM events WHERE EXISTS (SELECT 1 FROM read_csv('" + outside + "'))",
                "SELECT * FROM glob('/*')",
                "SELECT * FROM query('SELECT 1')",
                "SELECT * FROM duckdb_settings()",
                "SELECT * FROM information_schema.tables",
                "PRAGMA database_list",
                "SET threads = 1",
                "ATTACH 'x.db'",
                "INSTALL httpfs",
                "")) {
            assertThrows(IllegalArgumentException.class, () -> store.analyse(refused), refused);
        }
        assertEquals(1, count(store));
    }

    @Test
    void visitsAreSplitByGapsAndLatePurchasesJoinTheLatest() {
        store.append(Stream.of(
                        event("1", "page_view", "a", "2026-03-02T09:00:00Z"),
                        event("2", "view_item", "a", "2026-03-02T09:30:00Z"),
                        event("3", "purchase", "a", "2026-03-02T10:20:00Z", Map.of("order_id", 1, "value_minor", 500)),
                        event("4", "page_view", "a", "2026-03-02T10:00:01Z"),
                        event("5", "page_view", "a", "2026-03-02T12:00:00Z"),
                        event("6", "purchase", "a", "2026-03-02T15:00:00Z", Map.of("order_id", 2, "value_minor", 70)),
                        event("7", "refund", "a", "2026-03-04T15:00:00Z"),
                        event("8", "page_view", "b", "2026-03-02T09:10:00Z"),
                        event("9", "purchase", "c", "2026-03-02T09:10:00Z", Map.of("order_id", 3, "value_minor", 9)))
                .map(event -> EventRow.of(event).line(Instant.parse("2026-03-02T15:00:01Z")))
                .toList());
        List<String> visits = store.query("""
                SELECT visitor || ' ' || strftime(started_at, '%H:%M:%S') || ' ' || strftime(ended_at, '%H:%M:%S') || ' '
                       || events || ' ' || page_views || ' ' || orders || ' ' || revenue_minor
                FROM sessions ORDER BY visitor, started_at""", row -> row.getString(1));
        assertEquals(
                List.of(
                        "a 09:00:00 09:30:00 2 1 0 0",
                        "a 10:00:01 10:00:01 2 1 1 500",
                        "a 12:00:00 12:00:00 2 1 1 70",
                        "b 09:10:00 09:10:00 1 1 0 0"),
                visits);
    }
}
