package yardstick.tracking.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static yardstick.tracking.store.StoredEvents.event;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import yardstick.tracking.Facts.Buyers;
import yardstick.tracking.Facts.OrderDay;
import yardstick.tracking.Facts.SessionDay;
import yardstick.tracking.Tracker.Event;

/** Orders and visits by day. */
class DefaultFactsTest extends FactsCase {

    @Test
    void ordersAndRefundsByDayOfTheShopsZone() {
        database.execute(handle -> {
            handle.execute("""
                    INSERT INTO tracking.order_fact VALUES
                    (1, 5, 'CNY', 1000, '2026-03-01T15:59:59Z', NULL, 'shop'),
                    (2, 5, 'CNY', 3000, '2026-03-01T16:00:00Z', NULL, 'shop'),
                    (3, 6, 'CNY', 500, '2026-03-02T10:00:00Z', NULL, 'shop'),
                    (4, NULL, 'CNY', 500, '2026-03-02T10:00:00Z', NULL, 'shop'),
                    (5, 6, 'USD', 999, '2026-03-02T10:00:00Z', NULL, 'shop'),
                    (6, 6, 'CNY', 999, '2026-03-03T16:00:00Z', NULL, 'shop'),
                    (7, 6, 'CNY', 500, '2026-03-02T11:00:00Z', NULL, 'shop')""");
            handle.execute("""
                    INSERT INTO tracking.refund_fact VALUES
                    ('a', 1, 5, 'CNY', 70, '2026-03-02T17:00:00Z', 'shop')""");
        });
        LocalDate first = LocalDate.parse("2026-03-01");
        LocalDate third = LocalDate.parse("2026-03-03");
        assertEquals(
                List.of(
                        new OrderDay(first, 1, 1000, 1e6, 0, new Buyers(1, 0)),
                        new OrderDay(first.plusDays(1), 4, 4500, 9e6 + 3 * 25e4, 0, new Buyers(2, 1)),
                        new OrderDay(third, 0, 0, 0, 70, new Buyers(0, 0))),
                facts.orderDays(first, third, "CNY"));
        assertEquals(new Buyers(2, 2), facts.buyers(first, third, "CNY"));
        assertEquals(Optional.of("CNY"), facts.currency(first, third));
        assertEquals(Optional.empty(), facts.currency(first.minusDays(9), first.minusDays(8)));
    }

    @Test
    void visitsCountOnTheDayTheyBegan() {
        store(List.of(
                event("1", "page_view", "a", "2026-03-01T15:50:00Z"),
                event("2", "page_view", "a", "2026-03-01T16:10:00Z"),
                event("3", "page_view", "b", "2026-03-01T16:10:00Z"),
                purchase(1, "b", 500, "2026-03-01T16:20:00Z"),
                purchase(2, "b", 500, "2026-03-01T16:25:00Z"),
                event("4", "page_view", "c", "2026-03-02T15:59:59Z"),
                event("5", "page_view", "c", "2026-03-02T16:20:00Z"),
                purchase(3, "c", 500, "2026-03-02T17:20:00Z")));
        LocalDate second = LocalDate.parse("2026-03-02");
        assertEquals(List.of(new SessionDay(second, 2, 3, 2)), facts.sessionDays(second, second));
        assertEquals(
                List.of(new SessionDay(second.minusDays(1), 1, 0, 0), new SessionDay(second, 2, 3, 2)),
                facts.sessionDays(second.minusDays(1), second));
    }

    @Test
    void daysReadAloneEqualTheWholeView() {
        Random random = new Random(7);
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 4_000; i++) {
            String at = MARCH.plusSeconds(random.nextInt(5 * 86_400)).toString();
            String visitor = "v" + random.nextInt(60);
            events.add(i % 9 == 0 ? purchase(i, visitor, 100, at) : event("e" + i, "page_view", visitor, at));
        }
        store(events);
        Map<LocalDate, SessionDay> whole = new TreeMap<>();
        owner.store()
                .query(
                        """
                        SELECT CAST(started_at + INTERVAL 8 HOUR AS DATE), count(*), sum(orders)::BIGINT,
                               count(*) FILTER (WHERE orders > 0)
                        FROM sessions GROUP BY 1""",
                        row -> new SessionDay(
                                row.getObject(1, LocalDate.class), row.getLong(2), row.getLong(3), row.getLong(4)))
                .forEach(day -> whole.put(day.day(), day));
        assertEquals(6, whole.size());
        whole.forEach((day, expected) -> assertEquals(List.of(expected), facts.sessionDays(day, day)));
    }
}
