package yardstick.tracking.metric;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import yardstick.kernel.Database;
import yardstick.tracking.Facts.Buyers;
import yardstick.tracking.Facts.OrderDay;

/**
 * Orders and refunds per day of the shop's zone. Days that are over are added up once and stored; a later change of such a day
 * forgets them in its own transaction, so that what is read is always what the rows say. Today is added up when asked.
 */
final class OrderDays {

    private static final String SUMS = """
            SELECT day, sum(orders)::bigint, sum(revenue)::bigint, sum(squares)::double precision, sum(refunds)::bigint,
                   sum(shop_orders)::bigint, sum(shop_minor)::bigint,
                   (count(*) FILTER (WHERE customer IS NOT NULL))::bigint,
                   (count(*) FILTER (WHERE customer IS NOT NULL AND orders >= 2))::bigint
            FROM (SELECT (occurred_at AT TIME ZONE :zone)::date AS day, customer, count(*) AS orders,
                         sum(total_minor) AS revenue,
                         sum(total_minor::double precision * total_minor) AS squares, 0 AS refunds,
                         count(*) FILTER (WHERE source = 'shop') AS shop_orders,
                         coalesce(sum(total_minor) FILTER (WHERE source = 'shop'), 0) AS shop_minor
                  FROM tracking.order_fact
                  WHERE currency = :currency AND occurred_at >= :from AND occurred_at < :until GROUP BY 1, 2
                  UNION ALL
                  SELECT (occurred_at AT TIME ZONE :zone)::date, NULL, 0, 0, 0, sum(amount_minor), 0, 0
                  FROM tracking.refund_fact
                  WHERE currency = :currency AND occurred_at >= :from AND occurred_at < :until GROUP BY 1) AS part
            GROUP BY day""";

    private static final String STORE = """
            INSERT INTO tracking.order_day
                (zone, currency, day, orders, revenue_minor, squares, refunds_minor, shop_orders, shop_minor,
                 buyers, repeat_buyers)
            SELECT :zone, :currency, every::date, coalesce(orders, 0), coalesce(revenue, 0), coalesce(squares, 0),
                   coalesce(refunds, 0), coalesce(shop_orders, 0), coalesce(shop_minor, 0), coalesce(buyers, 0),
                   coalesce(repeat_buyers, 0)
            FROM generate_series(CAST(:first AS date), CAST(:last AS date), interval '1 day') AS every
            LEFT JOIN (%s) AS s (day, orders, revenue, squares, refunds, shop_orders, shop_minor, buyers, repeat_buyers)
                ON s.day = every::date
            ON CONFLICT DO NOTHING""".formatted(SUMS);

    private static final String BUYERS = """
            SELECT count(*) AS buyers, count(*) FILTER (WHERE orders >= 2) AS repeat_buyers
            FROM (SELECT customer, count(*) AS orders FROM tracking.order_fact
                  WHERE customer IS NOT NULL AND currency = :currency
                    AND occurred_at >= :from AND occurred_at < :until
                  GROUP BY customer) AS buyer""";

    /** Buyers since a moment who had not bought between another one and it, and those who thereby bought again. */
    private static final String NEWCOMERS = """
            SELECT count(*) FILTER (WHERE earlier = 0), count(*) FILTER (WHERE earlier < 2 AND earlier + orders >= 2)
            FROM (SELECT customer, orders, (
                      SELECT count(*) FROM (
                          SELECT 1 FROM tracking.order_fact o
                          WHERE o.customer = fresh.customer AND o.currency = :currency
                            AND o.occurred_at >= :from AND o.occurred_at < :since LIMIT 2) AS earliest) AS earlier
                  FROM (SELECT customer, count(*) AS orders FROM tracking.order_fact
                        WHERE customer IS NOT NULL AND currency = :currency
                          AND occurred_at >= :since AND occurred_at < :until
                        GROUP BY customer) AS fresh) AS met""";

    private final Database database;
    private final ZoneId zone;
    private final LocalDate today;

    /** Days, both ends inclusive, and a currency. */
    record Period(LocalDate from, LocalDate to, String currency) {}

    /** @param shopOrders of the shop itself, without an imported history; {@code shopMinor} likewise */
    record Sold(OrderDay day, long shopOrders, long shopMinor) {}

    OrderDays(Database database, ZoneId zone, Clock clock) {
        this.database = database;
        this.zone = zone;
        this.today = clock.instant().atZone(zone).toLocalDate();
    }

    /** Days with an order or a refund, in their order. */
    List<Sold> days(Period period) {
        LocalDate over = period.to().isBefore(today) ? period.to() : today.minusDays(1);
        TreeMap<LocalDate, Sold> days = stored(period);
        boolean missing =
                period.from().datesUntil(max(period.from(), over.plusDays(1))).anyMatch(day -> !days.containsKey(day));
        if (missing && settle(period, over)) {
            days.putAll(stored(period));
            missing = false;
        }
        LocalDate from = missing ? period.from() : max(period.from(), today);
        if (!from.isAfter(period.to())) {
            read(new Period(from, period.to(), period.currency()))
                    .forEach(sold -> days.put(sold.day().day(), sold));
        }
        return days.values().stream()
                .filter(sold -> sold.day().orders() > 0 || sold.day().refundsMinor() != 0)
                .toList();
    }

    private static LocalDate max(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    private TreeMap<LocalDate, Sold> stored(Period period) {
        TreeMap<LocalDate, Sold> days = new TreeMap<>();
        List<Sold> rows = database.read(handle -> handle.createQuery("""
                        SELECT day, orders, revenue_minor, squares, refunds_minor, shop_orders, shop_minor,
                               buyers, repeat_buyers
                        FROM tracking.order_day
                        WHERE zone = :zone AND currency = :currency AND day BETWEEN :first AND :last AND day < :today""")
                .bind("zone", zone.getId())
                .bind("currency", period.currency())
                .bind("first", period.from())
                .bind("last", period.to())
                .bind("today", today)
                .map((row, context) -> sold(row))
                .list());
        rows.forEach(sold -> days.put(sold.day().day(), sold));
        return days;
    }

    private List<Sold> read(Period period) {
        return database.read(handle -> bound(handle.createQuery(SUMS), period)
                .bind("zone", zone.getId())
                .map((row, context) -> sold(row))
                .list());
    }

    private static Sold sold(java.sql.ResultSet row) throws java.sql.SQLException {
        OrderDay day = new OrderDay(
                row.getObject(1, LocalDate.class),
                row.getLong(2),
                row.getLong(3),
                row.getDouble(4),
                row.getLong(5),
                new Buyers(row.getLong(8), row.getLong(9)));
        return new Sold(day, row.getLong(6), row.getLong(7));
    }

    /** False when a change is under way; then nothing is stored. */
    private boolean settle(Period period, LocalDate over) {
        if (over.isBefore(period.from())) {
            return false;
        }
        Period settled = new Period(period.from(), over, period.currency());
        return database.write(handle -> locked(handle)
                && bound(handle.createUpdate(STORE), settled)
                                .bind("zone", zone.getId())
                                .bind("first", settled.from())
                                .bind("last", settled.to())
                                .execute()
                        >= 0);
    }

    private static boolean locked(Handle handle) {
        return handle.createQuery("SELECT pg_try_advisory_xact_lock(725003)")
                .mapTo(Boolean.class)
                .one();
    }

    /** Different buyers of the period; those of the days that are over are counted once. */
    Buyers buyers(Period period) {
        if (period.to().isBefore(today) || !period.from().isBefore(today)) {
            return counted(period);
        }
        Period over = new Period(period.from(), today.minusDays(1), period.currency());
        Buyers settled = span(over).findFirst().orElseGet(() -> {
            database.execute(handle -> {
                if (locked(handle)) {
                    keep(handle, over);
                }
            });
            return span(over).findFirst().orElseGet(() -> counted(over));
        });
        return database.read(handle -> handle.createQuery(NEWCOMERS)
                .bind("currency", period.currency())
                .bind("from", start(period.from()))
                .bind("since", start(today))
                .bind("until", start(period.to().plusDays(1)))
                .map((row, context) ->
                        new Buyers(settled.buyers() + row.getLong(1), settled.repeatBuyers() + row.getLong(2)))
                .one());
    }

    private void keep(Handle handle, Period over) {
        handle.createUpdate("DELETE FROM tracking.buyer_span WHERE last < :last")
                .bind("last", over.to())
                .execute();
        bound(
                        handle.createUpdate(
                                "INSERT INTO tracking.buyer_span (zone, currency, first, last, buyers, repeat_buyers)"
                                        + " SELECT :zone, :currency, :first, :last, buyers, repeat_buyers FROM ("
                                        + BUYERS
                                        + ") AS counted ON CONFLICT DO NOTHING"),
                        over)
                .bind("zone", zone.getId())
                .bind("first", over.from())
                .bind("last", over.to())
                .execute();
    }

    private Stream<Buyers> span(Period over) {
        return database
                .read(handle -> handle.createQuery("""
                                SELECT buyers, repeat_buyers FROM tracking.buyer_span
                                WHERE zone = :zone AND currency = :currency AND first = :first AND last = :last""")
                        .bind("zone", zone.getId())
                        .bind("currency", over.currency())
                        .bind("first", over.from())
                        .bind("last", over.to())
                        .map((row, context) -> new Buyers(row.getLong(1), row.getLong(2)))
                        .list())
                .stream();
    }

    private Buyers counted(Period period) {
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
