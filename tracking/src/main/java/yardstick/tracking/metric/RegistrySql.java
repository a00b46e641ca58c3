package yardstick.tracking.metric;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import yardstick.tracking.EventDictionary;
import yardstick.tracking.MetricRegistry.Metric;
import yardstick.tracking.store.EventSql;

/** The rows that the registry's formulas run over: events with their numbers, and visits with what happened in them. */
final class RegistrySql {

    /** Events that visits count. */
    static final List<String> COUNTED = Stream.concat(
                    EventDictionary.names(EventDictionary.Origin.BROWSER).stream(),
                    Stream.of("login", "sign_up", "purchase"))
            .toList();

    private static final String NUMBERED = """
            SELECT name, visitor, occurred_at, lag_s, page, language, referrer, value_minor,
                   json_extract_string(parameters, '$.device') AS device,
                   TRY_CAST(json_extract_string(parameters, '$.results') AS BIGINT) AS results,
                   TRY_CAST(json_extract_string(parameters, '$.lcp') AS DOUBLE) AS lcp,
                   TRY_CAST(json_extract_string(parameters, '$.inp') AS DOUBLE) AS inp,
                   TRY_CAST(json_extract_string(parameters, '$.cls') AS DOUBLE) AS cls,
                   TRY_CAST(json_extract_string(parameters, '$.ttfb') AS DOUBLE) AS ttfb,
                   TRY_CAST(json_extract_string(parameters, '$.fcp') AS DOUBLE) AS fcp,
                   TRY_CAST(json_extract_string(parameters, '$.server_ms') AS DOUBLE) AS server_ms,
                   TRY_CAST(json_extract_string(parameters, '$.load_ms') AS DOUBLE) AS load_ms,
                   TRY_CAST(json_extract_string(parameters, '$.transfer_kb') AS DOUBLE) AS transfer_kb,
                   TRY_CAST(json_extract_string(parameters, '$.engagement_time_msec') AS DOUBLE) AS engagement,
                   TRY_CAST(json_extract_string(parameters, '$.sku') AS VARCHAR) AS sku,
                   json_extract_string(parameters, '$.items[0].item_id') AS item,
                   json_array_length(parameters, '$.items') AS lines,
                   list_sum(TRY_CAST(json_extract_string(parameters, '$.items[*].quantity') AS BIGINT[])) AS units
            FROM events
            WHERE occurred_at >= make_timestamp(?::BIGINT - %d) AND occurred_at < make_timestamp(?::BIGINT + %d)""";

    /** A purchase belongs to the visitor's latest visit and opens none. */
    private static final String VISITS = """
            SELECT visitor, min(occurred_at) FILTER (WHERE opens) AS moment,
                   %s
                   count(*) AS events,
                   date_diff('second', min(occurred_at) FILTER (WHERE opens), max(occurred_at) FILTER (WHERE opens)) AS seconds,
                   date_diff('second', min(occurred_at) FILTER (WHERE opens), min(occurred_at) FILTER (WHERE name = 'purchase'))
                       AS seconds_to_order,
                   coalesce(sum(value_minor) FILTER (WHERE name = 'purchase'), 0) AS revenue,
                   count(DISTINCT coalesce(sku, item)) FILTER (WHERE name = 'view_item') AS products,
                   coalesce(sum(engagement), 0) AS engagement_ms, max(lcp) AS lcp,
                   arg_min(page, occurred_at) FILTER (WHERE name = 'page_view') AS landing,
                   arg_min(language, occurred_at) FILTER (WHERE name = 'page_view') AS language,
                   coalesce(arg_min(device, occurred_at) FILTER (WHERE name = 'page_view'), 'unknown') AS device,
                   %s AS channel
            FROM (SELECT *, sum(starts::INTEGER) OVER (PARTITION BY visitor ORDER BY occurred_at, opens DESC, name, page
                                                       ROWS UNBOUNDED PRECEDING) AS visit
                  FROM (SELECT *, name <> 'purchase' AS opens,
                               opens AND coalesce(occurred_at > max(CASE WHEN name <> 'purchase' THEN occurred_at END) OVER (
                                   PARTITION BY visitor ORDER BY occurred_at, name = 'purchase', name, page
                                   ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) + INTERVAL %d MINUTE, true) AS starts
                        FROM numbered WHERE visitor IS NOT NULL AND name NOT IN %s))
            WHERE visit > 0 GROUP BY visitor, visit""";

    /** A visit and the purchase that follows it may lie on both sides of midnight. */
    private static final long MARGIN = 86_400_000_000L;

    private RegistrySql() {}

    /** Arguments: from, to; again from, to. */
    static String of(Metric metric, String day, int minutes) {
        boolean visits = metric.grain().equals("visit");
        String numbered = NUMBERED.formatted(visits ? MARGIN : 0, visits ? MARGIN : 0);
        String rows = visits ? visits(minutes) : "SELECT *, occurred_at AS moment FROM numbered";
        return """
                WITH numbered AS (
                %s),
                measured AS (
                %s)
                SELECT %s AS day, (%s)::DOUBLE AS value
                FROM measured WHERE moment >= make_timestamp(?::BIGINT) AND moment < make_timestamp(?::BIGINT)
                GROUP BY day ORDER BY day""".formatted(numbered, rows, day, filters(metric.formula()));
    }

    private static String visits(int minutes) {
        String counts = COUNTED.stream()
                .map(name -> "count(*) FILTER (WHERE name = '" + name + "') AS n_" + name + ",")
                .collect(Collectors.joining(" "));
        String referrer = "arg_min(referrer, occurred_at) FILTER (WHERE name = 'page_view')";
        String channel = "coalesce(" + EventSql.channel(referrer) + ", 'direct')";
        return VISITS.formatted(counts, channel, minutes, EventSql.AFTERMATH);
    }

    /** Formulas say {@code FILTER (condition)}; the engine wants the word WHERE. */
    private static String filters(String formula) {
        return formula.replace("FILTER (", "FILTER (WHERE ");
    }
}
