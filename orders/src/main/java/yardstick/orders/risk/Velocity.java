package yardstick.orders.risk;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import yardstick.kernel.PaddedArray;
import yardstick.orders.Risk.Reason;
import yardstick.orders.Risk.Verdict;
import yardstick.orders.json.JsonText;
import yardstick.orders.sql.SqlArrays;

/** The rules over the sliding windows that end now: all of them in one statement. */
final class Velocity {

    /** A rule that was hit. */
    record Hit(Reason reason, Verdict verdict) {}

    private static final String BLOCKED = "blocked_trait";

    /** Two parts of a WITH: what is known of the checkout, and the rules and blocks it meets. */
    static final String HITS = """
            mine AS (SELECT * FROM unnest(:kinds, :values) AS m(kind, value)),
            hits AS MATERIALIZED (
                SELECT code, trait, counted, threshold, window_minutes, verdict FROM (
                    SELECT r.*, CASE r.measure
                        WHEN 'CHECKOUTS' THEN (
                            SELECT count(*) FROM (
                                SELECT FROM orders.risk_trait t
                                WHERE t.kind = m.kind AND t.value = m.value
                                  AND t.at > :now::timestamptz - make_interval(mins => r.window_minutes)
                                LIMIT r.threshold * 4))
                        WHEN 'DECLINES' THEN (
                            SELECT count(*) FROM (
                                SELECT FROM orders.risk_decline d
                                WHERE d.kind = m.kind AND d.value = m.value
                                  AND d.at > :now::timestamptz - make_interval(mins => r.window_minutes)
                                LIMIT r.threshold * 4))
                        ELSE (
                            SELECT coalesce(sum(a.minor), 0) FROM orders.risk_trait t
                            JOIN orders.risk_assessment a ON a.id = t.assessment
                            WHERE t.kind = m.kind AND t.value = m.value
                              AND t.at > :now::timestamptz - make_interval(mins => r.window_minutes))
                        END AS counted
                    FROM orders.risk_rule r JOIN mine m ON m.kind = r.trait
                    WHERE r.active) measured
                WHERE counted >= threshold
                UNION ALL
                SELECT 'blocked_trait', b.kind, 1, 1, 0, 'BLOCK'
                FROM orders.risk_blocked b JOIN mine m ON m.kind = b.kind AND m.value = b.value)
            """;

    private Velocity() {}

    /**
     * The rules that are hit, and a person's blocks. Counting stops at four times the threshold: no checkout waits for
     * the count of a network that thousands share.
     */
    static List<Hit> hits(Handle handle, Map<String, String> traits, Instant now) {
        return SqlArrays.on(handle)
                .createQuery("WITH " + HITS + "SELECT * FROM hits ORDER BY window_minutes, code")
                .bind("now", now)
                .bindArray("kinds", String.class, PaddedArray.of(traits.keySet(), ""))
                .bindArray("values", String.class, PaddedArray.of(traits.values(), ""))
                .map((row, context) -> new Hit(
                        new Reason(row.getString(1), row.getString(2), row.getLong(3), row.getLong(4), row.getInt(5)),
                        Verdict.valueOf(row.getString(6))))
                .list();
    }

    /** Somebody blocked one of the traits; everything else is counting. */
    static boolean blocked(List<Hit> hits) {
        return hits.stream().anyMatch(hit -> hit.reason().code().equals(BLOCKED));
    }

    static String json(List<Hit> hits) {
        JsonArrayBuilder array = JsonText.array();
        hits.forEach(hit -> array.add(JsonText.object()
                .add("code", hit.reason().code())
                .add("trait", hit.reason().trait())
                .add("count", hit.reason().count())
                .add("threshold", hit.reason().threshold())
                .add("minutes", hit.reason().windowMinutes())
                .add("verdict", hit.verdict().name())));
        return array.build().toString();
    }

    static List<Hit> of(String json) {
        return JsonText.array(json).getValuesAs(JsonObject.class).stream()
                .map(hit -> new Hit(
                        new Reason(
                                hit.getString("code"),
                                hit.getString("trait"),
                                hit.getJsonNumber("count").longValue(),
                                hit.getJsonNumber("threshold").longValue(),
                                hit.getInt("minutes")),
                        Verdict.valueOf(hit.getString("verdict"))))
                .toList();
    }
}
