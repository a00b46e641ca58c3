package yardstick.tracking.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static yardstick.tracking.store.StoredEvents.event;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yardstick.kernel.Setting;
import yardstick.kernel.Settings;
import yardstick.testkit.FixedClock;
import yardstick.testkit.TestDatabase;
import yardstick.tracking.Facts.Arm;
import yardstick.tracking.Facts.Buyers;
import yardstick.tracking.Facts.OrderDay;
import yardstick.tracking.Facts.SessionDay;
import yardstick.tracking.Journey;
import yardstick.tracking.Moment;
import yardstick.tracking.Reconciliation;
import yardstick.tracking.Statistics;
import yardstick.tracking.Sums;
import yardstick.tracking.Tracker.Event;
import yardstick.tracking.store.EventRow;
import yardstick.tracking.store.StoreOwner;

class DefaultFactsTest {

    private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");

    @TempDir
    Path data;

    private final TestDatabase database = TestDatabase.with("tracking");
    private final FixedClock clock = new FixedClock("2026-03-20T12:00:00Z");
    private StoreOwner owner;
    private DefaultFacts facts;

    @BeforeEach
    void open() {
        Settings settings = Settings.of(Map.of(
                Setting.DATA_DIR, data.toString(), Setting.SHOP_ZONE, "Asia/Shanghai", Setting.SESSION_MINUTES, "30"));
        owner = new StoreOwner(settings, clock);
        facts = new DefaultFacts(database, owner, settings);
    }

    @AfterEach
    void close() {
        owner.close();
    }

    private void store(List<Event> events) {
        owner.store()
                .append(events.stream()
                        .map(event -> EventRow.of(event).line(clock.instant()))
                        .toList());
    }

    private static Event exposure(String visitor, String variant, String at) {
        return event("x" + visitor + variant + at, "exposure", visitor, at, Map.of("release", "r", "variant", variant));
    }

    private static Event purchase(long order, String visitor, long minor, String at) {
        return event(
                "p" + order,
                "purchase",
                visitor,
                at,
                Map.of("order_id", order, "value_minor", minor, "currency", "CNY"));
    }

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

    @Test
    void armsHoldWhatHappenedAfterTheFirstExposure() {
        store(Stream.of(
                        Stream.of(
                                event("a0", "page_view", "a", "2026-03-02T09:00:00Z"),
                                purchase(1, "a", 900, "2026-03-02T09:01:00Z"),
                                exposure("a", "treatment", "2026-03-02T09:02:00Z"),
                                purchase(2, "a", 100, "2026-03-02T09:03:00Z"),
                                exposure("a", "treatment", "2026-03-03T09:02:00Z"),
                                event("a1", "page_view", "a", "2026-03-03T09:00:00Z"),
                                purchase(3, "a", 300, "2026-03-03T09:03:00Z")),
                        Stream.of(
                                exposure("b", "treatment", "2026-03-02T09:02:00Z"),
                                exposure("c", "control", "2026-03-02T09:02:00Z"),
                                purchase(4, "c", 50, "2026-03-02T09:03:00Z"),
                                event("c0", "page_view", "c", "2026-03-01T09:03:00Z")),
                        Stream.of(
                                exposure("d", "control", "2026-03-02T09:02:00Z"),
                                exposure("d", "treatment", "2026-03-02T09:02:00Z"),
                                purchase(5, "d", 50, "2026-03-02T09:03:00Z"),
                                event("u", "page_view", "unexposed", "2026-03-02T09:03:00Z")))
                .flatMap(part -> part)
                .toList());
        List<Arm> arms = facts.arms("r", MARCH, null, "CNY");
        assertEquals(
                List.of(
                        new Arm("control", 1, 1, 50, 1, 1, 2500, 1, 50, 1, 1, 0),
                        new Arm("treatment", 2, 2, 400, 3, 4, 160_000, 5, 800, 4, 1, 1)),
                arms);
        assertEquals(1, facts.crossedVisitors("r", MARCH, null));
        assertEquals(List.of(), facts.arms("other", MARCH, null, "CNY"));
        Instant end = Instant.parse("2026-03-03T00:00:00Z");
        assertEquals(
                new Arm("treatment", 2, 1, 100, 2, 1, 10_000, 2, 100, 1, 1, 0),
                facts.arms("r", MARCH, end, "CNY").getLast());
    }

    private static Sums total(Statistics statistics, String variant, String dimension, LocalDate until) {
        return statistics.rows().stream()
                .filter(row -> row.variant().equals(variant) && row.dimension().equals(dimension))
                .filter(row -> !row.day().isAfter(until))
                .map(Statistics.ArmDay::sums)
                .reduce(Sums.zero(), Sums::plus);
    }

    /** The roll-ups, fed in three portions and out of order, against the same sums straight from the events. */
    @Test
    void statisticsOfEveryEveningEqualTheSumsOfTheEvents() {
        Random random = new Random(11);
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            String visitor = "v" + random.nextInt(200);
            String at = MARCH.plusSeconds(random.nextInt(6 * 86_400)).toString();
            String variant = visitor.hashCode() % 2 == 0 ? "treatment" : "control";
            switch (random.nextInt(6)) {
                case 0 -> events.add(exposure(visitor, variant, at));
                case 1 -> events.add(purchase(i, visitor, 100 + random.nextInt(900), at));
                default -> events.add(event("e" + i, "page_view", visitor, at));
            }
        }
        for (int part = 0; part < 3; part++) {
            store(events.subList(part * 1_000, part * 1_000 + 1_000));
            facts.mark();
        }
        store(events.subList(0, 500));
        Statistics statistics = facts.statistics(new Statistics.Query("r", MARCH, null, "CNY"));
        for (LocalDate evening = LocalDate.parse("2026-03-02");
                evening.getDayOfMonth() < 7;
                evening = evening.plusDays(1)) {
            Instant end =
                    evening.plusDays(1).atStartOfDay(ZoneId.of("Asia/Shanghai")).toInstant();
            for (Arm arm : facts.arms("r", MARCH, end, "CNY")) {
                Sums sums = total(statistics, arm.variant(), Statistics.ALL, evening);
                assertEquals(arm, arm(arm.variant(), sums), () -> end + " " + sums);
                assertEquals(sums, total(statistics, arm.variant(), "loyalty", evening));
                assertEquals(
                        sums.get(Moment.VISITS),
                        total(statistics, arm.variant(), "channel", evening).get(Moment.VISITS));
            }
        }
    }

    private static Arm arm(String variant, Sums sums) {
        return new Arm(
                variant,
                (long) sums.get(Moment.VISITORS),
                sums.get(Moment.ORDERS),
                sums.get(Moment.REVENUE),
                sums.get(Moment.VISITS),
                sums.get(Moment.ORDERS_ORDERS),
                sums.get(Moment.REVENUE_REVENUE),
                sums.get(Moment.VISITS_VISITS),
                sums.get(Moment.REVENUE_ORDERS),
                sums.get(Moment.ORDERS_VISITS),
                (long) sums.get(Moment.BUYERS),
                (long) sums.get(Moment.REPEATERS));
    }

    /** One visitor by hand: 700 before the exposure, then orders of 100 and 300 on two days, a cart and a checkout. */
    @Test
    void covariateAndFunnelByHand() {
        store(List.of(
                purchase(1, "a", 400, "2026-02-10T09:00:00Z"),
                purchase(2, "a", 300, "2026-02-20T09:00:00Z"),
                purchase(3, "a", 999, "2026-01-20T09:00:00Z"),
                event("1", "page_view", "a", "2026-03-02T09:00:00Z"),
                event("2", "view_item", "a", "2026-03-02T09:00:10Z"),
                exposure("a", "treatment", "2026-03-02T09:00:20Z"),
                event("3", "add_to_cart", "a", "2026-03-02T09:00:30Z"),
                purchase(4, "a", 100, "2026-03-02T09:03:00Z"),
                event("4", "begin_checkout", "a", "2026-03-03T09:00:00Z"),
                event("5", "add_to_cart", "a", "2026-03-03T09:00:01Z"),
                purchase(5, "a", 300, "2026-03-03T09:03:00Z")));
        Statistics statistics = facts.statistics(new Statistics.Query("r", MARCH, null, "CNY"));
        Sums sums = total(statistics, "treatment", Statistics.ALL, LocalDate.parse("2026-03-03"));
        assertEquals(700, sums.get(Moment.PRE));
        assertEquals(490_000, sums.get(Moment.PRE_PRE));
        assertEquals(400 * 700, sums.get(Moment.REVENUE_PRE));
        assertEquals(160_000, sums.get(Moment.REVENUE_REVENUE));
        assertEquals(1, sums.get(Moment.CARTERS));
        assertEquals(1, sums.get(Moment.VIEWERS));
        assertEquals(1, sums.get(Moment.CHECKOUTS));
        assertEquals(400, statistics.cap());
        assertEquals(
                List.of("referral"),
                statistics.rows().stream()
                        .filter(row -> row.dimension().equals("channel"))
                        .map(Statistics.ArmDay::segment)
                        .distinct()
                        .toList());
    }

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

    /** Two visitors, the second coming again: everybody is one arm, growing from the first visit on. */
    @Test
    void everybodyIsMeasuredFromTheFirstVisit() {
        store(List.of(
                event("1", "page_view", "a", "2026-03-02T09:00:00Z"),
                event("2", "page_view", "b", "2026-03-02T09:00:00Z"),
                event("3", "page_view", "b", "2026-03-04T09:00:00Z"),
                purchase(1, "b", 900, "2026-03-04T09:01:00Z")));
        Statistics statistics = facts.everybody(MARCH, clock.instant(), "CNY");
        Sums first = total(statistics, "everybody", Statistics.ALL, LocalDate.parse("2026-03-02"));
        Sums last = total(statistics, "everybody", Statistics.ALL, LocalDate.parse("2026-03-05"));
        assertEquals(2, first.get(Moment.VISITORS));
        assertEquals(2, first.get(Moment.VISITS));
        assertEquals(0, first.get(Moment.ORDERS));
        assertEquals(3, last.get(Moment.VISITS));
        assertEquals(900, last.get(Moment.REVENUE));
    }
}
