package yardstick.tracking.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static yardstick.tracking.store.StoredEvents.event;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yardstick.testkit.FixedClock;
import yardstick.tracking.Moment;
import yardstick.tracking.Statistics;
import yardstick.tracking.Statistics.ArmDay;
import yardstick.tracking.Sums;
import yardstick.tracking.Tracker.Event;
import yardstick.tracking.store.EventRow;
import yardstick.tracking.store.EventStore;

/** The walk through visitors against SQL with windows and grouping sets: every row, every sum, to the last digit. */
class StatisticsTwoWaysTest {

    private static final Instant MARCH = Instant.parse("2026-03-25T00:00:00Z");

    @TempDir
    Path root;

    private final FixedClock clock = new FixedClock("2026-04-20T12:00:00Z");

    private static List<Event> events() {
        Random random = new Random(5);
        List<Event> events = new ArrayList<>();
        String[] names = {"page_view", "view_item", "add_to_cart", "begin_checkout"};
        for (int i = 0; i < 6_000; i++) {
            String visitor = "v" + random.nextInt(300);
            String at = MARCH.minusSeconds(86_400)
                    .plusSeconds(random.nextInt(12 * 86_400))
                    .toString();
            switch (random.nextInt(8)) {
                case 0, 1 -> {
                    String release = random.nextBoolean() ? "r" : "s";
                    boolean wrong = random.nextInt(400) == 0;
                    String variant = (visitor + release).hashCode() % 2 == 0 ^ wrong ? "treatment" : "control";
                    events.add(event("x" + i, "exposure", visitor, at, Map.of("release", release, "variant", variant)));
                }
                case 2 ->
                    events.add(event(
                            "p" + i,
                            "purchase",
                            visitor,
                            at,
                            Map.of(
                                    "order_id",
                                    (long) i,
                                    "value_minor",
                                    100L + random.nextInt(90_000),
                                    "currency",
                                    random.nextInt(5) == 0 ? "USD" : "CNY")));
                default ->
                    events.add(event(
                            "e" + i,
                            names[random.nextInt(4)],
                            visitor,
                            at,
                            Map.of("device", random.nextBoolean() ? "mobile" : "desktop", "category", "c" + i % 3)));
            }
        }
        return events;
    }

    @Test
    void agreeOnEverySum() {
        try (EventStore store = EventStore.open(root, clock, 30)) {
            store.append(events().stream()
                    .map(event -> EventRow.of(event).line(clock.instant()))
                    .toList());
            Instant end = MARCH.plus(8, ChronoUnit.DAYS);
            List<Statistics.Query> queries = List.of(
                    new Statistics.Query("r", MARCH, null, "CNY"),
                    new Statistics.Query("s", MARCH.plusSeconds(40_000), end, "CNY"),
                    new Statistics.Query("r", MARCH, end, "USD"));
            for (String zone : List.of("Asia/Shanghai", "Europe/Berlin", "America/St_Johns")) {
                ReleaseStatistics walking = new ReleaseStatistics(store, ZoneId.of(zone));
                List<Statistics> walked = walking.of(queries);
                for (int i = 0; i < queries.size(); i++) {
                    Statistics slow = slow(store, queries.get(i), ZoneId.of(zone), null);
                    assertTrue(slow.rows().size() > 100);
                    assertTrue(slow.crossed() > 0);
                    same(slow, walked.get(i));
                }
                same(slow(store, queries.getFirst(), ZoneId.of(zone), "s"), walking.together(queries.getFirst(), "s"));
            }
        }
    }

    private static void same(Statistics slow, Statistics walked) {
        assertEquals(slow.cap(), walked.cap());
        assertEquals(slow.crossed(), walked.crossed());
        Comparator<ArmDay> order = Comparator.comparing(ArmDay::variant)
                .thenComparing(ArmDay::day)
                .thenComparing(ArmDay::dimension)
                .thenComparing(ArmDay::segment);
        List<ArmDay> expected = slow.rows().stream().sorted(order).toList();
        assertEquals(expected.size(), walked.rows().size());
        for (int i = 0; i < expected.size(); i++) {
            assertEquals(expected.get(i), walked.rows().get(i));
        }
    }

    private static Statistics slow(
            EventStore store, Statistics.Query query, ZoneId zone, @org.jspecify.annotations.Nullable String other) {
        long from = ChronoUnit.MICROS.between(Instant.EPOCH, query.from());
        Instant last = query.to() == null ? Instant.parse("2100-01-01T00:00:00Z") : query.to();
        long to = ChronoUnit.MICROS.between(Instant.EPOCH, last);
        return store.rolling(rolled -> {
            if (other == null) {
                rolled.run(SlowReleaseSql.units(query.from()), query.release(), from, to, query.currency());
            } else {
                Object[] arguments = {query.release(), from, to, other, from, to, query.currency()};
                rolled.run(SlowReleaseSql.unitsOfTwo(query.from()), arguments);
            }
            rolled.run(SlowReleaseSql.unitDays(zone, query.from(), last), to, query.currency(), to);
            double cap =
                    rolled.query(SlowReleaseSql.CAP, row -> row.getDouble(1)).getFirst();
            List<ArmDay> rows = rolled.query(SlowReleaseSql.GROWTH, StatisticsTwoWaysTest::armDay, cap);
            long crossed = rolled.query(SlowReleaseSql.CROSSED, row -> row.getLong(1), query.release(), from, to)
                    .getFirst();
            for (String sql : SlowReleaseSql.DONE) {
                rolled.run(sql);
            }
            return new Statistics(cap, crossed, "", rows);
        });
    }

    private static ArmDay armDay(ResultSet row) throws SQLException {
        double[] values = new double[Moment.values().length];
        for (Moment moment : Moment.values()) {
            values[moment.ordinal()] = row.getDouble(moment.column());
        }
        return new ArmDay(
                row.getString("variant"),
                row.getObject("day", LocalDate.class),
                row.getString("dimension"),
                row.getString("segment"),
                Sums.of(moment -> values[moment.ordinal()]));
    }
}
