package yardstick.tracking.metric;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import yardstick.tracking.Statistics;

/**
 * The other way to the same figures, in SQL alone: DuckDB over the roll-ups: the growth of every sum of one release by arm, day and segment. Arguments: release, from,
 * to, currency (times in microseconds since the epoch).
 */
final class SlowReleaseSql {

    /** Share of buying visitors whose revenue stays whole. */
    private static final double CAP_QUANTILE = 0.999;

    /** Visitors who met one variant only, with what they were in the visit in which they met it. */
    private static final String UNITS = """
            CREATE TEMP TABLE unit_of AS
            WITH met AS (%2$s),
            before AS (
                SELECT met.unit, sum(p.value_minor) FILTER (WHERE p.t >= met.since - INTERVAL %1$d DAY)::DOUBLE AS pre,
                       count(*) AS orders
                FROM met JOIN rollup.purchase p ON p.unit = met.unit AND p.t < met.since AND p.currency = ?
                GROUP BY met.unit)
            SELECT met.unit, met.variant, met.since, coalesce(before.pre, 0) AS pre,
                   CASE WHEN before.orders > 0 THEN 'returning' ELSE 'new' END AS loyalty,
                   coalesce(nullif(v.language, ''), 'unknown') AS language, coalesce(v.channel, 'unknown') AS channel,
                   coalesce(v.device, 'unknown') AS device, coalesce(v.category, 'unknown') AS category
            FROM met LEFT JOIN before USING (unit)
            LEFT JOIN (SELECT * FROM rollup.visit WHERE ended_at >= make_timestamp(%3$d)) v
                ON v.unit = met.unit AND met.since BETWEEN v.started_at AND v.ended_at
            """;

    private static final String MET = """
            SELECT unit, min(variant) AS variant, min(t) AS since FROM rollup.exposure
            WHERE release = ? AND t >= make_timestamp(?::BIGINT) AND t < make_timestamp(?::BIGINT)
            GROUP BY unit HAVING min(variant) = max(variant)""";

    private static final String MET_BOTH = """
            SELECT a.unit, concat(a.variant, '+', b.variant) AS variant, greatest(a.since, b.since) AS since
            FROM (%1$s) a JOIN (%1$s) b USING (unit)""".formatted(MET);

    private static final String UNIT_DAYS = """
            CREATE TEMP TABLE unit_day AS
            SELECT unit, day, sum(y)::DOUBLE AS y, sum(r)::DOUBLE AS r, sum(s)::DOUBLE AS s, bit_or(steps) AS steps
            FROM (
                SELECT unit, %1$s AS day, 0 AS y, 0::BIGINT AS r, 0 AS s, 0 AS steps FROM (SELECT unit, since AS t FROM unit_of)
                UNION ALL
                SELECT unit, %1$s, 1, value_minor, 0, 0 FROM (
                    SELECT u.unit, p.t, p.value_minor FROM unit_of u JOIN rollup.purchase p ON p.unit = u.unit
                    AND p.t >= u.since AND p.t < make_timestamp(?::BIGINT) AND p.currency = ?)
                UNION ALL
                SELECT unit, %1$s, 0, 0, 1, steps FROM (
                    SELECT u.unit, greatest(v.started_at, u.since) AS t, v.steps FROM unit_of u JOIN rollup.visit v
                    ON v.unit = u.unit AND v.ended_at >= u.since AND v.ended_at >= make_timestamp(%2$d)
                    AND v.started_at < make_timestamp(?::BIGINT)))
            GROUP BY unit, day""";

    static final String CAP = """
            SELECT coalesce(quantile_disc(r, %s), 0)::DOUBLE FROM (SELECT sum(r) AS r FROM unit_day GROUP BY unit)
            WHERE r > 0""".formatted(CAP_QUANTILE);

    /** Argument: the cap. */
    static final String GROWTH = """
            WITH so_far AS (
                SELECT unit, day, y, r, s, steps,
                       coalesce(sum(y) OVER earlier, 0) AS y0, coalesce(sum(r) OVER earlier, 0) AS r0,
                       coalesce(sum(s) OVER earlier, 0) AS s0, coalesce(bit_or(steps) OVER earlier, 0) AS steps0,
                       row_number() OVER (PARTITION BY unit ORDER BY day) = 1 AS first
                FROM unit_day
                WINDOW earlier AS (PARTITION BY unit ORDER BY day ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)),
            grown AS (
                SELECT u.variant, u.language, u.channel, u.device, u.loyalty, u.category, x.day, u.pre AS p, x.first::INTEGER AS n,
                       y, r, s, y0 + y AS y1, r0 + r AS r1, s0 + s AS s1, y0, r0, s0,
                       (y0 + y >= 1 AND y0 < 1)::INTEGER AS b, (y0 + y >= 2 AND y0 < 2)::INTEGER AS b2,
                       least(r0 + r, cap) AS w1, least(r0, cap) AS w0,
                       (steps | steps0) - steps0 AS reached
                FROM so_far x JOIN unit_of u USING (unit), (SELECT ?::DOUBLE AS cap))
            SELECT variant, day,
                   CASE WHEN grouping(language) = 0 THEN 'language' WHEN grouping(channel) = 0 THEN 'channel'
                        WHEN grouping(device) = 0 THEN 'device' WHEN grouping(loyalty) = 0 THEN 'loyalty'
                        WHEN grouping(category) = 0 THEN 'category'
                        ELSE 'all' END AS dimension,
                   coalesce(language, channel, device, loyalty, category, 'all') AS segment,
                   sum(n) AS visitors, sum(y) AS orders, sum(r) AS revenue, sum(s) AS visits,
                   sum(y1 * y1 - y0 * y0) AS orders_orders, sum(r1 * r1 - r0 * r0) AS revenue_revenue,
                   sum(s1 * s1 - s0 * s0) AS visits_visits, sum(r1 * y1 - r0 * y0) AS revenue_orders,
                   sum(y1 * s1 - y0 * s0) AS orders_visits, sum(n * p) AS pre, sum(n * p * p) AS pre_pre,
                   sum(y * p) AS orders_pre, sum(r * p) AS revenue_pre, sum(s * p) AS visits_pre,
                   sum(b) AS buyers, sum(b2) AS repeaters, sum(b * p) AS buyers_pre, sum(b2 * p) AS repeaters_pre,
                   sum(w1 - w0) AS capped, sum(w1 * w1 - w0 * w0) AS capped_capped,
                   sum(w1 * y1 - w0 * y0) AS capped_orders, sum((w1 - w0) * p) AS capped_pre,
                   sum(reached & 1) AS viewers, sum((reached >> 1) & 1) AS carters, sum((reached >> 2) & 1) AS checkouts
            FROM grown
            GROUP BY GROUPING SETS ((variant, day), (variant, day, language), (variant, day, channel),
                                    (variant, day, device), (variant, day, loyalty), (variant, day, category))
            ORDER BY ALL""";

    static final String CROSSED = """
            SELECT count(*) FROM (
                SELECT unit FROM rollup.exposure
                WHERE release = ? AND t >= make_timestamp(?::BIGINT) AND t < make_timestamp(?::BIGINT)
                GROUP BY unit HAVING min(variant) <> max(variant))""";

    static final List<String> DONE = List.of("DROP TABLE unit_day", "DROP TABLE unit_of");

    private SlowReleaseSql() {}

    /** Arguments: release, from, to, currency. */
    static String units(Instant from) {
        return UNITS.formatted(Statistics.PRE_DAYS, MET, micros(from));
    }

    /** Arguments: release, from, to, other release, from, to, currency. */
    static String unitsOfTwo(Instant from) {
        return UNITS.formatted(Statistics.PRE_DAYS, MET_BOTH, micros(from));
    }

    /** Arguments: to, currency, to. */
    static String unitDays(ZoneId zone, Instant from, Instant to) {
        return UNIT_DAYS.formatted(BehaviourSql.day("t", zone, from, to), micros(from));
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
