package yardstick.tracking.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static yardstick.tracking.store.StoredEvents.event;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import yardstick.tracking.Facts.Arm;
import yardstick.tracking.Moment;
import yardstick.tracking.Statistics;
import yardstick.tracking.Sums;
import yardstick.tracking.Tracker.Event;

/** The sums of releases by arm. */
class ArmStatisticsTest extends FactsCase {

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
