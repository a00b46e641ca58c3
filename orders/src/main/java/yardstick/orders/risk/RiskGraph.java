package yardstick.orders.risk;

import java.util.Arrays;
import java.util.List;
import org.jdbi.v3.core.Handle;
import yardstick.orders.Risk.Link;

/**
 * Orders hang together by the traits they share. Networks are left out, and so is a trait that more than twenty
 * checkouts share: what a whole campus has in common explains nothing. Three steps at most.
 */
final class RiskGraph {

    private static final String WALK = """
            WITH RECURSIVE narrow AS MATERIALIZED (
                SELECT kind, value FROM orders.risk_trait WHERE kind <> 'IP'
                  AND (kind, value) IN (SELECT kind, value FROM orders.risk_trait WHERE assessment = :from)
                GROUP BY kind, value HAVING count(*) <= 20),
            walk AS (
                SELECT t.assessment AS id, ARRAY[:from::bigint, t.assessment] AS path, ARRAY[t.kind] AS steps
                FROM narrow n JOIN orders.risk_trait t ON t.kind = n.kind AND t.value = n.value
                WHERE t.assessment <> :from
                UNION ALL
                SELECT other.assessment, w.path || other.assessment, w.steps || mine.kind
                FROM walk w
                JOIN orders.risk_trait mine ON mine.assessment = w.id AND mine.kind <> 'IP'
                JOIN LATERAL (
                    SELECT t.assessment, count(*) OVER () AS many FROM orders.risk_trait t
                    WHERE t.kind = mine.kind AND t.value = mine.value LIMIT 21) other ON other.many <= 20
                WHERE cardinality(w.steps) < 3 AND other.assessment <> ALL (w.path)),
            near AS (
                SELECT DISTINCT ON (w.id) w.id, w.steps, a.key,
                       CASE WHEN a.outcome = 'BAD' THEN 'BAD' ELSE 'BLOCK' END AS outcome
                FROM (SELECT * FROM walk LIMIT 5000) w
                JOIN orders.risk_assessment a ON a.id = w.id
                WHERE a.outcome = 'BAD' OR (a.verdict = 'BLOCK' AND a.outcome IS NULL)
                ORDER BY w.id, cardinality(w.steps), w.steps)
            SELECT coalesce(o.number, 'checkout ' || near.id) AS number, steps, outcome FROM near
            LEFT JOIN orders.orders o ON o.natural_key = near.key AND o.source = 'shop'
            ORDER BY cardinality(steps), near.id LIMIT 5""";

    private RiskGraph() {}

    static List<Link> links(Handle handle, long assessment) {
        return handle.createQuery(WALK)
                .bind("from", assessment)
                .map((row, context) -> new Link(
                        row.getString("number"),
                        Arrays.asList((String[]) row.getArray("steps").getArray()),
                        row.getString("outcome")))
                .list();
    }
}
