package yardstick.tracking.metric;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import yardstick.kernel.Database;
import yardstick.tracking.Reconciliation;
import yardstick.tracking.Reconciliation.Gap;
import yardstick.tracking.Reconciliation.Kind;
import yardstick.tracking.store.EventStore;

/** Compares the rows of orders with the purchases that were read from events, order by order. */
final class Reconciling {

    private static final int MOST_GAPS = 200;

    private static final String ORDERS = """
            SELECT order_id, total_minor FROM tracking.order_fact
            WHERE source = 'shop' AND currency = :currency AND occurred_at >= :from AND occurred_at < :until""";
    private static final String EVENTS = """
            SELECT order_id, value_minor FROM rollup.purchase
            WHERE source = 'shop' AND currency = ? AND t >= make_timestamp(?::BIGINT) AND t < make_timestamp(?::BIGINT)""";

    private final Database database;
    private final EventStore store;
    private final ZoneId zone;

    /** @param until exclusive */
    record Span(Instant from, Instant until, String currency) {}

    Reconciling(Database database, EventStore store, ZoneId zone) {
        this.database = database;
        this.store = store;
        this.zone = zone;
    }

    /** Counts and sums alone; whole days from what is stored of them, the rest row by row. */
    Reconciliation totals(Span span, OrderDays days) {
        LocalDate first = span.from().atZone(zone).toLocalDate();
        LocalDate last = span.until().atZone(zone).toLocalDate();
        long[] orders = new long[2];
        if (first.isBefore(last)) {
            for (OrderDays.Sold sold : days.days(new OrderDays.Period(first, last.minusDays(1), span.currency()))) {
                orders[0] += sold.shopOrders();
                orders[1] += sold.shopMinor();
            }
        }
        Instant whole = last.atStartOfDay(zone).toInstant();
        Instant rest = whole.isBefore(span.from()) ? span.from() : whole;
        long[] open = database.read(handle -> handle.createQuery(
                        "SELECT count(*), coalesce(sum(total_minor), 0) FROM (" + ORDERS + ") AS o")
                .bind("currency", span.currency())
                .bind("from", utc(rest))
                .bind("until", utc(span.until()))
                .map((row, context) -> new long[] {row.getLong(1), row.getLong(2)})
                .one());
        long[] events = store.rolled(
                        "SELECT count(*), coalesce(sum(value_minor), 0)::BIGINT FROM (" + EVENTS + ")",
                        row -> new long[] {row.getLong(1), row.getLong(2)},
                        arguments(span))
                .getFirst();
        return new Reconciliation(orders[0] + open[0], orders[1] + open[1], events[0], events[1], List.of());
    }

    Reconciliation gaps(Span span) {
        Map<Long, Long> orders = new TreeMap<>();
        database.read(handle -> handle.createQuery(ORDERS)
                .bind("currency", span.currency())
                .bind("from", utc(span.from()))
                .bind("until", utc(span.until()))
                .map((row, context) -> orders.put(row.getLong(1), row.getLong(2)))
                .list());
        Map<Long, Long> events = new TreeMap<>();
        store.rolled(EVENTS, row -> events.put(row.getLong(1), row.getLong(2)), arguments(span));
        List<Gap> gaps = new ArrayList<>();
        orders.forEach((order, minor) -> {
            Long told = events.get(order);
            if (told == null) {
                gaps.add(new Gap(order, Kind.NO_EVENT, minor, 0));
            } else if (!told.equals(minor)) {
                gaps.add(new Gap(order, Kind.OTHER_AMOUNT, minor, told));
            }
        });
        events.forEach((order, minor) -> {
            if (!orders.containsKey(order)) {
                gaps.add(new Gap(order, Kind.NO_ORDER, 0, minor));
            }
        });
        return new Reconciliation(
                orders.size(),
                sum(orders),
                events.size(),
                sum(events),
                gaps.stream().limit(MOST_GAPS).toList());
    }

    private static long sum(Map<Long, Long> amounts) {
        return amounts.values().stream().mapToLong(Long::longValue).sum();
    }

    private static Object[] arguments(Span span) {
        return new Object[] {span.currency(), micros(span.from()), micros(span.until())};
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
