package yardstick.orders.risk;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import yardstick.orders.Risk.Reason;
import yardstick.orders.Risk.Verdict;
import yardstick.orders.json.JsonText;
import yardstick.orders.sql.SqlArrays;

/** The rules over the sliding windows that end now: all of them in one statement. */
final class Velocity {

    /** A rule that was hit. */
    record Hit(Reason reason, Verdict verdict) {}

    private Velocity() {}

    static List<Hit> hits(Handle handle, Map<String, String> traits, Instant now) {
        return SqlArrays.on(handle)
                .createQuery("""
                        SELECT * FROM (
                            SELECT r.*, CASE r.measure
                                WHEN 'CHECKOUTS' THEN (
                                    SELECT count(*) FROM orders.risk_trait t
                                    WHERE t.kind = m.kind AND t.value = m.value
                                      AND t.at > :now::timestamptz - make_interval(mins => r.window_minutes))
                                WHEN 'DECLINES' THEN (
                                    SELECT count(*) FROM orders.risk_trait t
                                    JOIN orders.risk_assessment a ON a.id = t.assessment
                                    JOIN orders.orders o ON o.natural_key = a.key AND o.source = 'shop'
                                    JOIN orders.payment_attempt p ON p.order_id = o.id AND p.state = 'DECLINED'
                                    WHERE t.kind = m.kind AND t.value = m.value
                                      AND p.updated_at > :now::timestamptz - make_interval(mins => r.window_minutes))
                                ELSE (
                                    SELECT coalesce(sum(a.minor), 0) FROM orders.risk_trait t
                                    JOIN orders.risk_assessment a ON a.id = t.assessment
                                    WHERE t.kind = m.kind AND t.value = m.value
                                      AND t.at > :now::timestamptz - make_interval(mins => r.window_minutes))
                                END AS counted
                            FROM orders.risk_rule r
                            JOIN unnest(:kinds, :values) AS m(kind, value) ON m.kind = r.trait
                            WHERE r.active) measured
                        WHERE counted >= threshold ORDER BY code""")
                .bind("now", now)
                .bindArray("kinds", String.class, List.copyOf(traits.keySet()))
                .bindArray("values", String.class, List.copyOf(traits.values()))
                .map((row, context) -> new Hit(
                        new Reason(
                                row.getString("code"),
                                row.getString("trait"),
                                row.getLong("counted"),
                                row.getLong("threshold"),
                                row.getInt("window_minutes")),
                        Verdict.valueOf(row.getString("verdict"))))
                .list();
    }

    /** A person blocked one of these. */
    static List<Hit> blocked(Handle handle, Map<String, String> traits) {
        return SqlArrays.on(handle)
                .createQuery("""
                        SELECT b.kind FROM orders.risk_blocked b
                        JOIN unnest(:kinds, :values) AS m(kind, value) ON m.kind = b.kind AND m.value = b.value""")
                .bindArray("kinds", String.class, List.copyOf(traits.keySet()))
                .bindArray("values", String.class, List.copyOf(traits.values()))
                .map((row, context) -> new Hit(new Reason("blocked_trait", row.getString(1), 1, 1, 0), Verdict.BLOCK))
                .list();
    }

    static String json(List<Hit> hits) {
        JsonArrayBuilder array = JsonProvider.provider().createArrayBuilder();
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
        try (var reader = JsonProvider.provider().createReader(new StringReader(json))) {
            return reader.readArray().getValuesAs(JsonObject.class).stream()
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
}
