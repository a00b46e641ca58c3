package yardstick.tracking.metric;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import yardstick.tracking.Journey;

/**
 * Visits on the way to orders: those of the thirty days before an order that began after the visitor's previous order,
 * or the one in which it was placed.
 */
final class JourneySql {

    private static final String SQL = """
            WITH seen AS (SELECT unit, started_at, %s AS contact FROM rollup.visit),
            bought AS (
                SELECT unit, t, value_minor, lag(t) OVER w AS before, row_number() OVER w = 1 AS first
                FROM rollup.purchase WHERE currency = ? AND unit IS NOT NULL WINDOW w AS (PARTITION BY unit ORDER BY t)),
            placed AS (
                SELECT b.*, v.contact AS latest, v.started_at AS latest_at
                FROM (SELECT * FROM bought WHERE t >= make_timestamp(?::BIGINT) AND t < make_timestamp(?::BIGINT)) b
                ASOF LEFT JOIN seen v ON v.unit = b.unit AND b.t >= v.started_at),
            won AS (
                SELECT p.unit, p.t, any_value(p.value_minor) AS value, any_value(p.first) AS first,
                       coalesce(list(v.contact ORDER BY v.started_at) FILTER (v.unit IS NOT NULL),
                                CASE WHEN any_value(p.latest) IS NULL THEN [] ELSE [any_value(p.latest)] END) AS touches,
                       coalesce(list(date_diff('second', v.started_at, p.t) / 86400.0 ORDER BY v.started_at)
                                    FILTER (v.unit IS NOT NULL),
                                CASE WHEN any_value(p.latest) IS NULL THEN [] ELSE [0.0] END) AS ages
                FROM placed p LEFT JOIN seen v ON v.unit = p.unit AND v.started_at <= p.t
                    AND v.started_at > p.t - INTERVAL 30 DAY
                    AND v.started_at > coalesce(p.before, TIMESTAMP '1970-01-01')
                GROUP BY p.unit, p.t),
            lost AS (
                SELECT unit, list(contact ORDER BY started_at) AS touches FROM seen
                WHERE started_at >= make_timestamp(?::BIGINT) AND started_at < make_timestamp(?::BIGINT)
                  AND unit NOT IN (SELECT unit FROM bought WHERE t >= make_timestamp(?::BIGINT))
                GROUP BY unit)
            SELECT touches, ages, value::BIGINT, 1::BIGINT AS people, true AS converted, first FROM won
            UNION ALL
            SELECT touches, []::DOUBLE[], 0::BIGINT, count(*), false, false FROM lost GROUP BY touches""";

    private JourneySql() {}

    /** Arguments: currency; from, to of orders; from, to, from of visits. */
    static String of(int naming) {
        return SQL.formatted(
                switch (naming) {
                    case 1 -> "channel";
                    case 2 -> "concat_ws(' / ', channel, campaign)";
                    default -> "concat_ws(' / ', channel, campaign, creative)";
                });
    }

    static Journey journey(ResultSet row) throws SQLException {
        return new Journey(
                list(row.getArray(1)).stream().map(String::valueOf).toList(),
                list(row.getArray(2)).stream()
                        .map(age -> ((Number) age).doubleValue())
                        .toList(),
                row.getLong(3),
                row.getLong(4),
                row.getBoolean(5),
                row.getBoolean(6));
    }

    private static List<Object> list(@Nullable Array array) throws SQLException {
        return array == null ? List.of() : Arrays.asList((Object[]) array.getArray());
    }
}
