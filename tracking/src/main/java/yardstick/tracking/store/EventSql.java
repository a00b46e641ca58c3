package yardstick.tracking.store;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The SQL of the store: columns, segments, views. Plain types only, so that other engines read the same files. */
public final class EventSql {

    static final String COLUMNS = """
            event_id, name, visitor, session, occurred_at, lag_s, page, language, referrer, release, variant, \
            order_id, value_minor, currency, customer, sku, parameters""";

    /** As queries see them: when an event was received is known to the second. */
    private static final String SEEN =
            COLUMNS.replace("lag_s", "occurred_at + to_seconds(lag_s) AS received_at, lag_s");

    static final String FORMAT = " (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL %d)";
    static final int QUICK = 3;
    private static final int SMALL = 9;

    /** What happens to an order later is told by the server and is no behaviour of a visitor. */
    public static final String AFTERMATH =
            "('refund', 'payment_failed', 'payment_returned', 'order_cancelled', 'risk_decided', 'shipped', 'delivered')"
                    + " AND NOT starts_with(name, 'pickup_')";

    private EventSql() {}

    /** Reads segments; a line that cannot be read was never acknowledged. */
    static String fresh(List<EventFile> segments) {
        return """
                CREATE TEMP TABLE fresh AS
                SELECT event_id, name, visitor, session, make_timestamp(occurred_us) AS occurred_at,
                       ((received_us - occurred_us) // 1000000)::BIGINT AS lag_s, page, language, referrer, release,
                       variant, order_id, value_minor, currency, customer, sku, parameters
                FROM read_json(%s, format = 'newline_delimited', ignore_errors = true, columns = {
                    event_id: 'VARCHAR', name: 'VARCHAR', visitor: 'VARCHAR', session: 'VARCHAR',
                    occurred_us: 'BIGINT', received_us: 'BIGINT', page: 'VARCHAR', language: 'VARCHAR',
                    referrer: 'VARCHAR', release: 'VARCHAR', variant: 'VARCHAR', order_id: 'BIGINT',
                    value_minor: 'BIGINT', currency: 'VARCHAR', customer: 'VARCHAR', sku: 'VARCHAR',
                    parameters: 'VARCHAR'})
                WHERE event_id IS NOT NULL AND name IS NOT NULL AND occurred_us IS NOT NULL
                QUALIFY row_number() OVER (PARTITION BY event_id ORDER BY received_us) = 1
                """.formatted(Warehouse.literals(segments));
    }

    /** Writes what the sealed files do not hold already. */
    static String seal(List<EventFile> sealed, String target) {
        String unseen = sealed.isEmpty()
                ? ""
                : "ANTI JOIN (SELECT event_id FROM read_parquet(" + Warehouse.literals(sealed) + ")) USING (event_id)";
        return "COPY (SELECT " + COLUMNS + " FROM fresh " + unseen + " ORDER BY occurred_at) TO " + target
                + FORMAT.formatted(QUICK);
    }

    /**
     * Writes the parts as one file, one visitor after the other, which takes a third of the room of the order of time.
     *
     * @param settled no copy of these events can come any more, so the ids that would tell it are left out
     */
    static String merge(List<EventFile> parts, String target, boolean settled) {
        String columns = settled ? COLUMNS.replace("event_id", "NULL::VARCHAR AS event_id") : COLUMNS;
        return "COPY (SELECT " + columns + " FROM " + parquet(parts) + " ORDER BY visitor, occurred_at) TO " + target
                + FORMAT.formatted(SMALL);
    }

    /** Everything but what one visitor did; of orders and refunds the amount stays, because the books need it. */
    static String without(EventFile file, String target, String visitor) {
        String kept = "visitor IS DISTINCT FROM " + visitor;
        return "COPY (SELECT * REPLACE ("
                + blank(kept, "NULL", "visitor", "session", "customer", "release", "variant", "sku")
                + ", " + blank(kept, "''", "page", "language", "referrer")
                + ", CASE WHEN " + kept + " THEN parameters"
                + " ELSE json_object('source', json_extract_string(parameters, '$.source'))::VARCHAR END AS parameters)"
                + " FROM (SELECT " + COLUMNS + " FROM " + parquet(List.of(file)) + ") WHERE " + kept
                + " OR name IN ('purchase', 'refund') ORDER BY visitor, occurred_at) TO " + target
                + FORMAT.formatted(QUICK);
    }

    private static String blank(String kept, String instead, String... columns) {
        return Arrays.stream(columns)
                .map(column -> "CASE WHEN " + kept + " THEN " + column + " ELSE " + instead + " END AS " + column)
                .collect(Collectors.joining(", "));
    }

    static String eventsView(List<EventFile> sealed) {
        String source = sealed.isEmpty() ? """
                (SELECT NULL::VARCHAR AS event_id, NULL::VARCHAR AS name, NULL::VARCHAR AS visitor,
                 NULL::VARCHAR AS session, NULL::TIMESTAMP AS occurred_at, NULL::BIGINT AS lag_s,
                 NULL::VARCHAR AS page, NULL::VARCHAR AS language, NULL::VARCHAR AS referrer,
                 NULL::VARCHAR AS release, NULL::VARCHAR AS variant, NULL::BIGINT AS order_id,
                 NULL::BIGINT AS value_minor, NULL::VARCHAR AS currency, NULL::VARCHAR AS customer,
                 NULL::VARCHAR AS sku, NULL::VARCHAR AS parameters WHERE false)""" : parquet(sealed);
        return "CREATE OR REPLACE VIEW events AS SELECT " + SEEN + " FROM " + source;
    }

    static String sessionsView(int minutes) {
        return "CREATE OR REPLACE VIEW sessions AS " + sessions("events", minutes);
    }

    static String parquet(List<EventFile> files) {
        return "read_parquet(" + Warehouse.literals(files) + ", hive_partitioning = false)";
    }

    /**
     * Visits: consecutive behaviour of one visitor without a gap of more than the given minutes. A purchase, which may
     * be confirmed by the payment gateway much later, belongs to the visitor's latest visit and opens none; what becomes
     * of an order later belongs to no visit.
     *
     * @param events a table expression with the columns of {@code events}
     */
    public static String sessions(String events, int minutes) {
        return """
                SELECT visitor || '-' || epoch_us(min(occurred_at) FILTER (WHERE opens))::VARCHAR AS session_id,
                       visitor,
                       min(occurred_at) FILTER (WHERE opens) AS started_at,
                       max(occurred_at) FILTER (WHERE opens) AS ended_at,
                       count(*) AS events,
                       count(*) FILTER (WHERE name = 'page_view') AS page_views,
                       count(DISTINCT order_id) FILTER (WHERE name = 'purchase') AS orders,
                       coalesce(sum(value_minor) FILTER (WHERE name = 'purchase'), 0)::BIGINT AS revenue_minor,
                       arg_min(page, occurred_at) FILTER (WHERE name = 'page_view') AS landing_page,
                       arg_min(referrer, occurred_at) FILTER (WHERE name = 'page_view') AS referrer,
                       arg_min(language, occurred_at) FILTER (WHERE name = 'page_view') AS language
                FROM (
                    SELECT *, sum(CASE WHEN starts THEN 1 ELSE 0 END) OVER (
                        PARTITION BY visitor ORDER BY occurred_at, opens DESC, name, page ROWS UNBOUNDED PRECEDING) AS visit
                    FROM (
                        SELECT visitor, name, occurred_at, page, referrer, language, order_id, value_minor,
                               name <> 'purchase' AS opens,
                               opens AND coalesce(occurred_at > max(CASE WHEN name <> 'purchase' THEN occurred_at END) OVER (
                                   PARTITION BY visitor ORDER BY occurred_at, name = 'purchase', name, page
                                   ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) + INTERVAL %d MINUTE, true) AS starts
                        FROM %s
                        WHERE visitor IS NOT NULL AND name NOT IN %s))
                WHERE visit > 0
                GROUP BY visitor, visit
                """.formatted(minutes, events, AFTERMATH);
    }

    /** Where a visit came from, of the text of a referrer; null when the referrer is. */
    public static String channel(String referrer) {
        return """
                CASE WHEN %1$s IS NULL THEN NULL WHEN %1$s = '' THEN 'direct'
                     WHEN regexp_matches(%1$s, '(google|bing|baidu|sogou|yahoo|duckduckgo|yandex|naver|search)\\.')
                     THEN 'search'
                     WHEN regexp_matches(%1$s, '(facebook|instagram|weibo|douyin|tiktok|twitter|x|reddit|xiaohongshu|'
                          || 'pinterest|youtube|wechat|weixin|qq)\\.') THEN 'social'
                     ELSE 'referral' END""".formatted(referrer);
    }
}
