package yardstick.tracking.consent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static yardstick.tracking.store.StoredEvents.event;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yardstick.kernel.PersonalData.Person;
import yardstick.kernel.Setting;
import yardstick.kernel.Settings;
import yardstick.testkit.FixedClock;
import yardstick.testkit.TestDatabase;
import yardstick.tracking.Erasures.Proof;
import yardstick.tracking.store.EventRow;
import yardstick.tracking.store.StoreOwner;

class ErasureTest {

    @TempDir
    Path data;

    private final TestDatabase database = TestDatabase.with("tracking");
    private final FixedClock clock = new FixedClock("2026-03-02T12:00:00Z");

    /** Customer 7 ordered twice in browser a; the other person's rows stay as they are. */
    @Test
    void aPersonIsShownCopiedAndForgottenWithProof() {
        StoreOwner owner = new StoreOwner(Settings.of(Map.of(Setting.DATA_DIR, data.toString())), clock);
        try {
            database.execute(handle -> handle.execute("""
                    INSERT INTO tracking.order_fact VALUES
                    (21, 7, 'CNY', 100, '2026-03-02T10:00:00Z', 'a', 'shop'),
                    (22, 7, 'CNY', 200, '2026-03-02T10:00:00Z', 'a', 'shop'),
                    (23, 8, 'CNY', 300, '2026-03-02T10:00:00Z', 'b', 'shop')"""));
            database.execute(handle -> handle.execute("""
                    INSERT INTO tracking.refund_fact VALUES ('r', 21, 7, 'CNY', 10, '2026-03-02T11:00:00Z', 'shop')"""));
            owner.store()
                    .append(Stream.of(
                                    event("1", "page_view", "a", "2026-03-02T09:00:00Z"),
                                    event("2", "page_view", "a", "2026-03-02T09:01:00Z"),
                                    event("3", "page_view", "b", "2026-03-02T09:00:00Z"))
                            .map(each -> EventRow.of(each).line(clock.instant()))
                            .toList());
            DefaultErasures erasures =
                    new DefaultErasures(database, clock, List.of(new TrackedPerson(database, owner)));
            Person person = new Person(null, 7L);
            Map<String, Long> expected =
                    Map.of("tracking.events", 2L, "tracking.order_fact", 2L, "tracking.refund_fact", 1L);
            assertEquals(expected, erasures.preview(person));
            Map<String, List<Map<String, Object>>> copy = erasures.copy(person);
            assertEquals(
                    List.of("1", "2"),
                    copy.getOrDefault("tracking.events", List.of()).stream()
                            .map(row -> row.get("event_id"))
                            .toList());
            assertEquals(2, copy.getOrDefault("tracking.order_fact", List.of()).size());
            Proof proof = erasures.erase(person, "mei");
            assertEquals(expected, proof.before());
            assertTrue(proof.complete());
            assertEquals(Map.of(), erasures.preview(person));
            assertEquals(Map.of(), erasures.preview(new Person("a", null)));
            assertEquals(1, owner.store().held("b"));
            assertEquals(
                    List.of("21 -21 -", "22 -21 -", "23 8 b"),
                    database.read(handle -> handle.createQuery(
                                    "SELECT concat_ws(' ', order_id, customer, coalesce(visitor, '-')) FROM tracking.order_fact ORDER BY 1")
                            .mapTo(String.class)
                            .list()));
            assertEquals(List.of(proof), erasures.proofs());
            assertThrows(
                    RuntimeException.class,
                    () -> database.execute(handle -> handle.execute("DELETE FROM tracking.erasure")));
        } finally {
            owner.close();
        }
    }
}
