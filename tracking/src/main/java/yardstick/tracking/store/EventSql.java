package yardstick.tracking.store;

import java.util.List;

/** The SQL of the store: columns, segments, views. Plain types only, so that other engines read the same files. */
public final class EventSql {

    private static final String COLUMNS = """
            event_id, name, visitor, session, occurred_at, received_at, page, language, referrer, release, variant, \
            order_id, value_minor, currency, customer, sku, parameters""";

    private EventSql() {}

    /** Reads segments; a line that cannot be read was never acknowledged. */
    static String fresh(List<EventFile> segments) {
        return """
                CREATE TEMP TABLE fresh AS
                SELECT event_id, name, visitor, session, make_timestamp(occurred_us) AS occurred_at,
                       make_timestamp(received_us) AS received_at, page, language, referrer, release, variant,
                       order_id, value_minor, currency, customer, sku, parameters
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
                + " (FORMAT parquet, COMPRESSION zstd)";
    }

    static String merge(List<EventFile> parts, String target) {
        return "COPY (SELECT " + COLUMNS + " FROM " + parquet(parts) + ") TO " + target
                + " (FORMAT parquet, COMPRESSION zstd)";
    }

    static String eventsView(List<EventFile> sealed) {
        String source = sealed.isEmpty() ? """
                (SELECT NULL::VARCHAR AS event_id, NULL::VARCHAR AS name, NULL::VARCHAR AS visitor,
                 NULL::VARCHAR AS session, NULL::TIMESTAMP AS occurred_at, NULL::TIMESTAMP AS received_at,
                 NULL::VARCHAR AS page, NULL::VARCHAR AS language, NULL::VARCHAR AS referrer,
                 NULL::VARCHAR AS release, NULL::VARCHAR AS variant, NULL::BIGINT AS order_id,
                 NULL::BIGINT AS value_minor, NULL::VARCHAR AS currency, NULL::VARCHAR AS customer,
                 NULL::VARCHAR AS sku, NULL::VARCHAR AS parameters WHERE false)""" : parquet(sealed);
        return "CREATE OR REPLACE VIEW events AS SELECT " + COLUMNS + " FROM " + source;
    }

    static String sessionsView(int minutes) {
        return "CREATE OR REPLACE VIEW sessions AS " + sessions("events", minutes);
    }

    static String parquet(List<EventFile> files) {
        return "read_parquet(" + Warehouse.literals(files) + ", hive_partitioning = false)";
    }

    /**
     * Visits: consecutive behaviour of one visitor without a gap of more than the given minutes. A purchase, which may
     * be confirmed by the payment gateway much later, belongs to the visitor's latest visit and opens none; refunds
     * belong to no visit.
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
                        PARTITION BY visitor ORDER BY occurred_at, opens DESC, event_id ROWS UNBOUNDED PRECEDING) AS visit
                    FROM (
                        SELECT visitor, name, event_id, occurred_at, page, referrer, language, order_id, value_minor,
                               name <> 'purchase' AS opens,
                               opens AND coalesce(occurred_at > max(CASE WHEN name <> 'purchase' THEN occurred_at END) OVER (
                                   PARTITION BY visitor ORDER BY occurred_at, name = 'purchase', event_id
                                   ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) + INTERVAL %d MINUTE, true) AS starts
                        FROM %s
                        WHERE visitor IS NOT NULL AND name <> 'refund'))
                WHERE visit > 0
                GROUP BY visitor, visit
                """.formatted(minutes, events);
    }
}
