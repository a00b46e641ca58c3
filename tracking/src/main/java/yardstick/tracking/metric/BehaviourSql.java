package yardstick.tracking.metric;

import java.util.Locale;
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
     * Visits by the day they began on. Arguments: zone, start, end. Only events from one gap before the period are
     * read: a visit that reaches into the period from before it has an event in that gap, so it is recognised and not
     * counted. Purchases confirmed later than two days after the period are not seen.
     */
    static String sessionDays(int minutes, long start, long end) {
        String events = String.format(
                Locale.ROOT,
                "(SELECT * FROM events WHERE occurred_at >= make_timestamp(%d) - INTERVAL %d MINUTE"
                        + " AND occurred_at < make_timestamp(%d) + INTERVAL 2 DAY)",
                start,
                minutes,
                end);
        return """
                SELECT CAST(timezone(?, timezone('UTC', started_at)) AS DATE) AS day, count(*) AS sessions,
                       sum(orders)::BIGINT AS orders, count(*) FILTER (WHERE orders > 0) AS converted
                FROM (%s)
                WHERE started_at >= make_timestamp(?::BIGINT) AND started_at < make_timestamp(?::BIGINT)
                GROUP BY day ORDER BY day
                """.formatted(EventSql.sessions(events, minutes));
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
