package yardstick.tracking.metric;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.Set;
import yardstick.tracking.store.EventSql;

/** DuckDB queries for visits and release arms; all times are bound as microseconds since the epoch. */
final class BehaviourSql {

    /** Arguments: release, from, to. */
    static final String CROSSED = """
            SELECT count(*) FROM (
                SELECT visitor FROM events
                WHERE name = 'exposure' AND release = ? AND visitor IS NOT NULL
                  AND occurred_at >= make_timestamp(?::BIGINT) AND occurred_at < make_timestamp(?::BIGINT)
                GROUP BY visitor HAVING count(DISTINCT variant) > 1)""";

    private BehaviourSql() {}

    /**
     * Visits by the day they began on. A purchase belongs to the visitor's latest visit before it. Arguments: start, end.
     *
     * @param day SQL for the day of {@code started_at}
     */
    static String sessionDays(String day) {
        return """
                SELECT %s AS day, sum(sessions)::BIGINT AS sessions, sum(orders)::BIGINT AS orders,
                       sum(converted)::BIGINT AS converted
                FROM (SELECT make_timestamp(quarter * 900000000) AS started_at, * FROM rollup.visit_quarter
                      WHERE quarter >= ?::BIGINT // 900000000 AND quarter < ?::BIGINT // 900000000)
                GROUP BY day ORDER BY day""".formatted(day);
    }

    private static final Set<String> DIMENSIONS = Set.of("category", "channel", "campaign", "language", "device");

    /**
     * Visits and their orders by segment and day. Arguments: start, end; currency, start, end.
     *
     * @param day SQL for the day of {@code started_at}
     */
    static String cells(String dimension, String day) {
        if (!DIMENSIONS.contains(dimension)) {
            throw new IllegalArgumentException("no dimension " + dimension);
        }
        return """
                WITH seen AS (
                    SELECT unit, started_at, coalesce(nullif(%1$s, ''), 'unknown') AS segment FROM rollup.visit
                    WHERE started_at >= make_timestamp(?::BIGINT) AND started_at < make_timestamp(?::BIGINT)),
                bought AS (
                    SELECT v.unit, v.started_at, count(*) AS orders, sum(p.value_minor) AS revenue
                    FROM (SELECT unit, t, value_minor FROM rollup.purchase WHERE currency = ? AND unit IS NOT NULL
                          AND t >= make_timestamp(?::BIGINT) AND t < make_timestamp(?::BIGINT)) p
                    ASOF JOIN seen v ON v.unit = p.unit AND p.t >= v.started_at
                    GROUP BY v.unit, v.started_at)
                SELECT segment, %2$s AS day, count(*), coalesce(sum(orders), 0)::BIGINT, coalesce(sum(revenue), 0)::BIGINT
                FROM seen LEFT JOIN bought USING (unit, started_at)
                GROUP BY segment, day ORDER BY segment, day""".formatted(dimension, day);
    }

    /** The day of the shop's zone; a shift where the zone keeps one offset, which is much cheaper than its rules. */
    static String day(String column, ZoneId zone, Instant from, Instant to) {
        ZoneOffsetTransition next = zone.getRules().nextTransition(from);
        if (next == null || next.getInstant().isAfter(to)) {
            int seconds = zone.getRules().getOffset(from).getTotalSeconds();
            return "CAST(" + column + " + INTERVAL (" + seconds + ") SECOND AS DATE)";
        }
        String name = zone.getId().replace("'", "''");
        return "CAST(timezone('" + name + "', timezone('UTC', " + column + ")) AS DATE)";
    }

    /**
     * Sums per arm. Arguments: release, from, to; currency, to; from, to; to. A visit counts when it ends at or after
     * the first exposure, so the one in which the exposure happened is the first.
     */
    static String arms(int minutes) {
        String events = "(SELECT e.* FROM events e SEMI JOIN exposed x USING (visitor)"
                + " WHERE e.occurred_at >= make_timestamp(?::BIGINT) - INTERVAL 1 DAY"
                + " AND e.occurred_at < make_timestamp(?::BIGINT))";
        return """
                WITH exposed AS MATERIALIZED (
                    SELECT visitor, any_value(variant) AS variant, min(occurred_at) AS since
                    FROM events
                    WHERE name = 'exposure' AND release = ? AND visitor IS NOT NULL
                      AND occurred_at >= make_timestamp(?::BIGINT) AND occurred_at < make_timestamp(?::BIGINT)
                    GROUP BY visitor HAVING count(DISTINCT variant) = 1),
                bought AS (
                    SELECT x.visitor, count(*) AS orders, sum(p.value_minor)::DOUBLE AS revenue
                    FROM exposed x JOIN (
                        SELECT visitor, order_id, any_value(value_minor) AS value_minor, min(occurred_at) AS occurred_at
                        FROM events WHERE name = 'purchase' AND currency = ? AND visitor IS NOT NULL
                        GROUP BY visitor, order_id) p
                      ON p.visitor = x.visitor AND p.occurred_at >= x.since AND p.occurred_at < make_timestamp(?::BIGINT)
                    GROUP BY x.visitor),
                visited AS (
                    SELECT x.visitor, count(*) AS visits
                    FROM exposed x JOIN (%s) s ON s.visitor = x.visitor AND s.ended_at >= x.since
                    WHERE s.started_at < make_timestamp(?::BIGINT)
                    GROUP BY x.visitor),
                unit AS (
                    SELECT variant, coalesce(orders, 0)::DOUBLE AS y, coalesce(revenue, 0) AS r,
                           coalesce(visits, 0)::DOUBLE AS s
                    FROM exposed LEFT JOIN bought USING (visitor) LEFT JOIN visited USING (visitor))
                SELECT variant, count(*) AS visitors, sum(y) AS orders, sum(r) AS revenue, sum(s) AS visits,
                       sum(y * y) AS orders_squared, sum(r * r) AS revenue_squared, sum(s * s) AS visits_squared,
                       sum(r * y) AS revenue_orders, sum(y * s) AS orders_visits,
                       count(*) FILTER (WHERE y >= 1) AS buyers, count(*) FILTER (WHERE y >= 2) AS repeat_buyers
                FROM unit GROUP BY variant ORDER BY variant
                """.formatted(EventSql.sessions(events, minutes));
    }
}
