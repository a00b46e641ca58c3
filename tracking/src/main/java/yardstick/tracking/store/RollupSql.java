package yardstick.tracking.store;

import java.util.List;

/**
 * The roll-ups: exposures, purchases and visits, a few percent of the events' rows. Reading the same events twice
 * changes nothing. A visitor is a 63-bit hash here.
 */
final class RollupSql {

    static final List<String> TABLES = List.of(
            "CREATE TABLE IF NOT EXISTS rollup.version (duckdb VARCHAR)",
            "CREATE TABLE IF NOT EXISTS rollup.mark (node VARCHAR, segment BIGINT)",
            "CREATE TABLE IF NOT EXISTS rollup.exposure (release VARCHAR, variant VARCHAR, unit BIGINT, t TIMESTAMP)",
            "CREATE TABLE IF NOT EXISTS rollup.purchase"
                    + " (order_id BIGINT, unit BIGINT, value_minor BIGINT, currency VARCHAR, t TIMESTAMP, source VARCHAR)",
            """
            CREATE TABLE IF NOT EXISTS rollup.visit (unit BIGINT, started_at TIMESTAMP, ended_at TIMESTAMP,
                steps INTEGER, language VARCHAR, channel VARCHAR, device VARCHAR, category VARCHAR, campaign VARCHAR,
                creative VARCHAR)""",
            """
            CREATE TABLE IF NOT EXISTS rollup.visit_quarter
                (quarter BIGINT, sessions BIGINT, orders BIGINT, converted BIGINT)""");

    /** Visits of the touched visitors by the quarter of an hour they began in; a purchase belongs to the latest visit. */
    private static final String QUARTERS = """
            CREATE TEMP TABLE %s AS
            WITH seen AS (SELECT v.unit, v.started_at FROM rollup.visit v SEMI JOIN touched USING (unit)),
                bought AS (
                    SELECT v.unit, v.started_at, count(*) AS orders
                    FROM (SELECT p.unit, p.t FROM rollup.purchase p SEMI JOIN touched USING (unit)) p
                    ASOF JOIN seen v ON v.unit = p.unit AND p.t >= v.started_at
                    GROUP BY v.unit, v.started_at)
            SELECT epoch_us(v.started_at) // 900000000 AS quarter, count(*) AS sessions,
                   coalesce(sum(b.orders), 0)::BIGINT AS orders, count(b.orders) AS converted
            FROM seen v LEFT JOIN bought b ON b.unit = v.unit AND b.started_at = v.started_at
            GROUP BY quarter""";

    /** Events of the new files that a visitor is known of, and every purchase. */
    private static final String FRESH = """
            CREATE TEMP TABLE fresh_rows AS
            SELECT (hash(visitor) >> 1)::BIGINT AS unit, name, occurred_at AS t, language, referrer, parameters, release, variant,
                   order_id, value_minor, currency
            FROM %s WHERE (visitor IS NOT NULL OR name = 'purchase') AND name NOT IN %s""";

    /** A half hour of the clock holds no gap, so within it first and last moment say everything. */
    private static final String PIECES = """
            CREATE TEMP TABLE piece AS
            SELECT unit, min(t) AS started_at, max(t) AS ended_at,
                   bit_or(CASE name WHEN 'view_item' THEN 1 WHEN 'add_to_cart' THEN 2 WHEN 'begin_checkout' THEN 4
                          ELSE 0 END)::INTEGER AS steps,
                   arg_min(language, t) FILTER (WHERE name = 'page_view') AS language,
                   arg_min(referrer, t) FILTER (WHERE name = 'page_view') AS referrer,
                   arg_min(lower(nullif(json_extract_string(parameters, '$.utm_medium'), '')), t)
                       FILTER (WHERE name = 'page_view') AS medium,
                   arg_min(nullif(json_extract_string(parameters, '$.utm_campaign'), ''), t)
                       FILTER (WHERE name = 'page_view') AS campaign,
                   arg_min(nullif(json_extract_string(parameters, '$.utm_content'), ''), t)
                       FILTER (WHERE name = 'page_view') AS creative,
                   arg_min(json_extract_string(parameters, '$.device'), t) FILTER (WHERE name = 'page_view') AS device,
                   arg_min(json_extract_string(parameters, '$.category'), t)
                       FILTER (WHERE name = 'view_item' OR name = 'page_view') AS category
            FROM fresh_rows WHERE name <> 'purchase'
            GROUP BY unit, epoch_us(t) // (%d * 60000000)""";

    /** Visits that a new piece may lie in or beside. */
    private static final String STALE = """
            CREATE TEMP TABLE stale AS
            SELECT DISTINCT v.* FROM rollup.visit v JOIN (
                SELECT unit, min(started_at) - INTERVAL %1$d MINUTE AS low, max(ended_at) + INTERVAL %1$d MINUTE AS high
                FROM piece GROUP BY unit) touched
            ON v.unit = touched.unit AND v.ended_at >= touched.low AND v.started_at <= touched.high""";

    private static final String VISITS = """
            CREATE TEMP TABLE fresh_visit AS
            SELECT unit, min(started_at) AS started_at, max(ended_at) AS ended_at, bit_or(steps)::INTEGER AS steps,
                   coalesce(arg_min(language, started_at), '') AS language,
                   coalesce(arg_min(channel, started_at), 'direct') AS channel,
                   coalesce(arg_min(device, started_at), 'unknown') AS device,
                   arg_min(category, started_at) AS category, arg_min(campaign, started_at) AS campaign,
                   arg_min(creative, started_at) AS creative
            FROM (SELECT *, sum(opens) OVER (PARTITION BY unit ORDER BY started_at, ended_at
                                             ROWS UNBOUNDED PRECEDING) AS number
                  FROM (SELECT *, CASE WHEN started_at <= max(ended_at) OVER (PARTITION BY unit
                                      ORDER BY started_at, ended_at ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
                                      + INTERVAL %d MINUTE THEN 0 ELSE 1 END AS opens
                        FROM (SELECT unit, started_at, ended_at, steps, language, coalesce(medium, %s) AS channel, device, category, campaign, creative FROM piece
                              UNION ALL
                              SELECT unit, started_at, ended_at, steps, language, channel, device, category, campaign, creative FROM stale)))
            GROUP BY unit, number""";

    private RollupSql() {}

    /** Before the transaction: temporary tables of what is new. */
    static List<String> prepare(List<EventFile> files, int minutes) {
        return List.of(
                FRESH.formatted(EventSql.parquet(files), EventSql.AFTERMATH),
                "CREATE TEMP TABLE touched AS SELECT DISTINCT unit FROM fresh_rows WHERE unit IS NOT NULL",
                PIECES.formatted(minutes),
                STALE.formatted(minutes),
                VISITS.formatted(minutes, EventSql.channel("referrer")));
    }

    /** What a removed visitor leaves to be done; within the transaction. */
    static List<String> remove(String visitor) {
        String unit = "(hash(" + visitor + ") >> 1)::BIGINT";
        return List.of(
                "CREATE TEMP TABLE touched AS SELECT " + unit + " AS unit",
                QUARTERS.formatted("before"),
                "DELETE FROM rollup.visit WHERE unit = " + unit,
                "DELETE FROM rollup.exposure WHERE unit = " + unit,
                "UPDATE rollup.purchase SET unit = NULL WHERE unit = " + unit,
                "CREATE TEMP TABLE later AS SELECT * FROM before WHERE false",
                CHANGED,
                RECOUNTED,
                COUNTED);
    }

    private static final String CHANGED = """
            CREATE TEMP TABLE changed AS
            SELECT quarter, sum(sessions)::BIGINT AS sessions, sum(orders)::BIGINT AS orders,
                   sum(converted)::BIGINT AS converted
            FROM (SELECT q.* FROM rollup.visit_quarter q SEMI JOIN (FROM before UNION ALL FROM later) c USING (quarter)
                  UNION ALL SELECT quarter, -sessions, -orders, -converted FROM before
                  UNION ALL SELECT * FROM later)
            GROUP BY quarter""";

    private static final String RECOUNTED =
            "DELETE FROM rollup.visit_quarter WHERE quarter IN (SELECT quarter FROM changed)";

    private static final String COUNTED = "INSERT INTO rollup.visit_quarter SELECT * FROM changed WHERE sessions > 0";

    /** Within the transaction. */
    static List<String> apply() {
        return List.of(
                QUARTERS.formatted("before"),
                "DELETE FROM rollup.visit v USING stale s WHERE v.unit = s.unit AND v.started_at = s.started_at",
                "INSERT INTO rollup.visit SELECT * FROM fresh_visit ORDER BY started_at",
                """
                INSERT INTO rollup.exposure
                SELECT release, variant, unit, min(t) FROM fresh_rows f
                WHERE name = 'exposure' AND release IS NOT NULL AND variant IS NOT NULL
                  AND NOT EXISTS (SELECT 1 FROM rollup.exposure e WHERE e.unit = f.unit AND e.release = f.release
                                  AND e.variant = f.variant AND e.t = f.t)
                GROUP BY release, variant, unit, t ORDER BY release""",
                """
                INSERT INTO rollup.purchase
                SELECT order_id, any_value(unit), any_value(value_minor), any_value(currency), min(t),
                       coalesce(any_value(json_extract_string(parameters, '$.source')), 'shop')
                FROM fresh_rows f
                WHERE name = 'purchase' AND order_id IS NOT NULL
                  AND NOT EXISTS (SELECT 1 FROM rollup.purchase p WHERE p.order_id = f.order_id)
                GROUP BY order_id ORDER BY min(t)""",
                QUARTERS.formatted("later"),
                CHANGED,
                RECOUNTED,
                COUNTED);
    }
}
