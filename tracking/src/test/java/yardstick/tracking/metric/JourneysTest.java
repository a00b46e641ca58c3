package yardstick.tracking.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import yardstick.tracking.Journey;
import yardstick.tracking.Reconciliation;
import yardstick.tracking.Tracker.Event;
import yardstick.tracking.store.EventRow;

/** Ways to orders, and orders beside their events. */
class JourneysTest extends FactsCase {

    /** Five orders: one told rightly, one by another amount, one not at all; one event without an order. */
    @Test
    void ordersAndEventsAreComparedOneByOne() {
        database.execute(handle -> handle.execute("""
                INSERT INTO tracking.order_fact VALUES
                (11, NULL, 'CNY', 100, '2026-03-02T10:00:00Z', NULL, 'shop'),
                (12, NULL, 'CNY', 200, '2026-03-02T10:00:00Z', NULL, 'shop'),
                (13, NULL, 'CNY', 300, '2026-03-02T10:00:00Z', NULL, 'shop'),
                (14, NULL, 'CNY', 400, '2026-03-02T10:00:00Z', NULL, 'history'),
                (15, NULL, 'CNY', 500, '2026-03-20T11:59:30Z', NULL, 'shop')"""));
        Map<String, Object> anonymous = Map.of("order_id", 11, "value_minor", 100, "currency", "CNY", "source", "shop");
        Instant at = Instant.parse("2026-03-02T10:00:01Z");
        owner.store().append(List.of(new EventRow("n", "purchase", null, at, "", "", "", anonymous).line(at)));
        store(List.of(purchase(12, "a", 250, "2026-03-02T10:00:01Z"), purchase(16, "a", 50, "2026-03-02T10:00:02Z")));
        LocalDate first = LocalDate.parse("2026-03-01");
        Instant until = clock.instant().minusSeconds(60);
        Reconciliation found = facts.reconcile(first, LocalDate.parse("2026-03-20"), until, true);
        assertEquals(
                List.of(
                        new Reconciliation.Gap(12, Reconciliation.Kind.OTHER_AMOUNT, 200, 250),
                        new Reconciliation.Gap(13, Reconciliation.Kind.NO_EVENT, 300, 0),
                        new Reconciliation.Gap(16, Reconciliation.Kind.NO_ORDER, 0, 50)),
                found.gaps());
        assertEquals(
                new Reconciliation(3, 600, 3, 400, List.of()),
                facts.reconcile(first, LocalDate.parse("2026-03-20"), until, false));
        assertEquals(true, found.sound());
        assertEquals(false, new Reconciliation(100, 5_000, 98, 5_000, List.of()).sound());
        assertEquals(false, new Reconciliation(100, 5_000, 100, 4_900, List.of()).sound());
        assertEquals(true, new Reconciliation(100, 5_000, 99, 4_960, List.of()).sound());
    }

    /** Visits on days 1 (search), 5 (cpc) and 9 (direct, an order); another order the same evening; somebody who only looks. */
    @Test
    void journeysHoldTheVisitsOnTheWayToEachOrder() {
        store(List.of(
                seen("1", "a", "2026-03-01T09:00:00Z", "https://www.baidu.com/", Map.of()),
                seen(
                        "2",
                        "a",
                        "2026-03-05T09:00:00Z",
                        "",
                        Map.of("utm_medium", "CPC", "utm_campaign", "spring", "utm_content", "red")),
                seen("3", "a", "2026-03-09T09:00:00Z", "", Map.of()),
                purchase(1, "a", 700, "2026-03-09T09:00:00Z"),
                purchase(2, "a", 50, "2026-03-09T09:10:00Z"),
                seen("4", "b", "2026-03-06T09:00:00Z", "https://weibo.com/", Map.of())));
        LocalDate first = LocalDate.parse("2026-03-01");
        List<Journey> journeys = facts.journeys(first, LocalDate.parse("2026-03-10"), "CNY", 2).stream()
                .sorted(java.util.Comparator.comparing(Journey::valueMinor).reversed())
                .toList();
        assertEquals(
                List.of(
                        new Journey(
                                List.of("search", "cpc / spring", "direct"),
                                List.of(8.0, 4.0, 0.0),
                                700,
                                1,
                                true,
                                true),
                        new Journey(List.of("direct"), List.of(0.0), 50, 1, true, false),
                        new Journey(List.of("social"), List.of(), 0, 1, false, false)),
                journeys);
        assertEquals(
                List.of("search", "cpc", "direct"),
                facts.journeys(first, LocalDate.parse("2026-03-10"), "CNY", 1).stream()
                        .filter(journey -> journey.valueMinor() == 700)
                        .findFirst()
                        .orElseThrow()
                        .touches());
        assertTrue(facts.journeys(first, LocalDate.parse("2026-03-10"), "CNY", 3).stream()
                .anyMatch(journey -> journey.touches().contains("cpc / spring / red")));
    }

    private static Event seen(String id, String visitor, String at, String referrer, Map<String, Object> parameters) {
        return new Event(
                id,
                "page_view",
                new yardstick.kernel.VisitorId(visitor),
                Instant.parse(at),
                "/",
                "en",
                referrer,
                parameters);
    }
}
