package yardstick.tracking.metric;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.SqlStatement;
import yardstick.kernel.Database;
import yardstick.tracking.Facts.Buyers;
import yardstick.tracking.Facts.OrderDay;

/** Orders and refunds per day of the shop's zone, from PostgreSQL. */
final class OrderFacts {

    private static final String DAYS = """
            WITH sold AS (
                SELECT (occurred_at AT TIME ZONE :zone)::date AS day, count(*) AS orders, sum(total_minor) AS revenue,
                       sum(total_minor::double precision * total_minor) AS squares
                FROM tracking.order_fact
                WHERE currency = :currency AND occurred_at >= :from AND occurred_at < :until
                GROUP BY 1),
            returned AS (
                SELECT (occurred_at AT TIME ZONE :zone)::date AS day, sum(amount_minor) AS refunds
                FROM tracking.refund_fact
                WHERE currency = :currency AND occurred_at >= :from AND occurred_at < :until
                GROUP BY 1)
            SELECT day, coalesce(orders, 0), coalesce(revenue, 0), coalesce(squares, 0), coalesce(refunds, 0)
            FROM sold FULL JOIN returned USING (day) ORDER BY day""";

    private static final String BUYERS = """
            SELECT count(*), count(*) FILTER (WHERE orders >= 2)
            FROM (SELECT customer, count(*) AS orders FROM tracking.order_fact
                  WHERE customer IS NOT NULL AND currency = :currency
                    AND occurred_at >= :from AND occurred_at < :until
                  GROUP BY customer) AS buyer""";

    private final Database database;
    private final ZoneId zone;

    /** Days, both ends inclusive, and a currency. */
    record Period(LocalDate from, LocalDate to, String currency) {}

    OrderFacts(Database database, ZoneId zone) {
        this.database = database;
        this.zone = zone;
    }

    List<OrderDay> days(Period period) {
        return database.read(handle -> bound(handle.createQuery(DAYS), period)
                .bind("zone", zone.getId())
                .map((row, context) -> new OrderDay(
                        row.getObject(1, LocalDate.class),
                        row.getLong(2),
                        row.getLong(3),
                        row.getDouble(4),
                        row.getLong(5)))
                .list());
    }

    Optional<String> currency(LocalDate from, LocalDate to) {
        return database.read(handle -> handle.createQuery("""
                        SELECT currency FROM tracking.order_fact WHERE occurred_at >= :from AND occurred_at < :until
                        GROUP BY currency ORDER BY count(*) DESC, currency LIMIT 1""")
                .bind("from", start(from))
                .bind("until", start(to.plusDays(1)))
                .mapTo(String.class)
                .findOne());
    }

    Buyers buyers(Period period) {
        return database.read(handle -> bound(handle.createQuery(BUYERS), period)
                .map((row, context) -> new Buyers(row.getLong(1), row.getLong(2)))
                .one());
    }

    private <S extends SqlStatement<S>> S bound(S statement, Period period) {
        return statement
                .bind("currency", period.currency())
                .bind("from", start(period.from()))
                .bind("until", start(period.to().plusDays(1)));
    }

    private OffsetDateTime start(LocalDate day) {
        return day.atStartOfDay(zone).toOffsetDateTime();
    }
}
