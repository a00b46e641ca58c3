package yardstick.tracking.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import yardstick.testkit.FixedClock;
import yardstick.testkit.TestDatabase;
import yardstick.tracking.Facts.Buyers;
import yardstick.tracking.Facts.OrderDay;
import yardstick.tracking.metric.OrderDays.Period;
import yardstick.tracking.metric.OrderDays.Sold;

/** What was added up once is what the rows say, whatever happens to the rows. */
class OrderDaysTest {

    private static final LocalDate FIRST = LocalDate.parse("2026-03-01");

    private final TestDatabase database = TestDatabase.with("tracking");
    private final FixedClock clock = new FixedClock("2026-03-20T12:00:00Z");
    private final Period period = new Period(FIRST, LocalDate.parse("2026-03-20"), "CNY");

    private OrderDays days() {
        return new OrderDays(database, ZoneId.of("Asia/Shanghai"), clock);
    }

    /** A clock in the past takes every day for one that is not over. */
    private OrderDays unstored() {
        return new OrderDays(database, ZoneId.of("Asia/Shanghai"), new FixedClock("2026-02-01T00:00:00Z"));
    }

    private void order(int id, int customer, int hour) {
        database.execute(handle -> handle.execute(
                "INSERT INTO tracking.order_fact VALUES (?, ?, 'CNY', ?, timestamptz '2026-03-01T00:00Z' + ? * interval '1 hour', NULL, ?)",
                id,
                customer,
                100 + id,
                hour,
                id % 5 == 0 ? "history" : "shop"));
    }

    private long stored() {
        return database.read(handle -> handle.createQuery("SELECT count(*) FROM tracking.order_day")
                .mapTo(Long.class)
                .one());
    }

    private void same(String when) {
        List<Sold> expected = unstored().days(period);
        Buyers buyers = unstored().buyers(period);
        assertEquals(expected, days().days(period), when);
        assertEquals(expected, days().days(period), when + ", again");
        assertEquals(buyers, days().buyers(period), when);
        assertEquals(buyers, days().buyers(period), when + ", again");
    }

    @Test
    void equalsTheRowsAfterEveryChange() {
        Random random = new Random(3);
        for (int id = 1; id <= 300; id++) {
            order(id, random.nextInt(150), random.nextInt(468));
        }
        same("at first");
        assertEquals(19, stored());
        order(301, 7, 467);
        assertEquals(19, stored(), "an order of today forgets nothing");
        same("with an order of today");
        order(302, 8, 30);
        assertEquals(18, stored());
        same("with a late order");
        database.execute(handle -> handle.execute(
                "INSERT INTO tracking.refund_fact VALUES ('r', 1, 1, 'CNY', 40, '2026-03-05T01:00:00Z', 'shop')"));
        same("with a refund");
        database.execute(
                handle -> handle.execute("UPDATE tracking.order_fact SET customer = -order_id WHERE customer < 40"));
        same("with forgotten customers");
        database.execute(handle -> handle.execute("DELETE FROM tracking.order_fact WHERE order_id % 7 = 0"));
        same("with fewer orders");
        clock.advance(java.time.Duration.ofDays(1));
        same("a day later");
    }

    @Test
    void nothingIsStoredWhileAChangeIsUnderWay() {
        order(1, 1, 5);
        Buyers known = unstored().buyers(period);
        try (var other = Jdbi.open(database.dataSource())) {
            other.begin();
            other.execute(
                    "INSERT INTO tracking.order_fact VALUES (9, 1, 'CNY', 5, '2026-03-02T01:00:00Z', NULL, 'shop')");
            assertEquals(
                    List.of(new OrderDay(FIRST, 1, 101, 101 * 101, 0, new Buyers(1, 0))),
                    days().days(period).stream().map(Sold::day).toList());
            assertEquals(known, days().buyers(period));
            assertEquals(0, stored());
            other.commit();
        }
        same("once it is there");
        assertEquals(new Buyers(1, 1), days().buyers(period));
    }
}
