package yardstick.tracking.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static yardstick.tracking.store.StoredEvents.count;
import static yardstick.tracking.store.StoredEvents.event;
import static yardstick.tracking.store.StoredEvents.line;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the analyst sees. */
class EventViewsTest extends StoreCase {

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
