package yardstick.orders.risk;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import yardstick.orders.CustomerId;
import yardstick.orders.OrderId;
import yardstick.orders.Risk.Assessment;
import yardstick.orders.Risk.Attempt;
import yardstick.orders.Risk.Verdict;

/** Statements on {@code orders.risk_assessment} and its traits. */
final class RiskStore {

    private RiskStore() {}

    /** A row with what only the module needs. */
    record Row(
            Assessment it,
            List<Velocity.Hit> hits,
            @Nullable String codeHash,
            @Nullable Instant codeUntil,
            int tries,
            int sent,
            @Nullable CustomerId customer,
            int decisions,
            @Nullable String outcome) {}

    static Optional<Row> lock(Handle handle, String key) {
        return handle.createQuery("SELECT * FROM orders.risk_assessment WHERE key = :key FOR UPDATE")
                .bind("key", key)
                .map((row, context) -> row(row))
                .findOne();
    }

    static Optional<Row> find(Handle handle, String key) {
        return handle.createQuery("SELECT * FROM orders.risk_assessment WHERE key = :key")
                .bind("key", key)
                .map((row, context) -> row(row))
                .findOne();
    }

    static Optional<String> keyOf(Handle handle, OrderId order) {
        return handle.createQuery("SELECT natural_key FROM orders.orders WHERE id = :id AND source = 'shop'")
                .bind("id", order.value())
                .mapTo(String.class)
                .findOne();
    }

    private static Row row(ResultSet row) throws SQLException {
        List<Velocity.Hit> hits = Velocity.of(row.getString("reasons"));
        Long customer = row.getObject("customer", Long.class);
        var until = row.getTimestamp("code_until");
        return new Row(
                new Assessment(
                        row.getLong("id"),
                        row.getString("key"),
                        Verdict.valueOf(row.getString("verdict")),
                        row.getString("challenge"),
                        row.getString("email"),
                        hits.stream().map(Velocity.Hit::reason).toList(),
                        row.getTimestamp("at").toInstant()),
                hits,
                row.getString("code_hash"),
                until == null ? null : until.toInstant(),
                row.getInt("tries"),
                row.getInt("sent"),
                customer == null ? null : new CustomerId(customer),
                row.getInt("decisions"),
                row.getString("outcome"));
    }

    /** The first time the row is made, later it is judged anew; a passed challenge stays passed. */
    static void write(Handle handle, Attempt attempt, Verdict verdict, Judged judged) {
        CustomerId customer = attempt.customer();
        handle.createUpdate("""
                        INSERT INTO orders.risk_assessment AS known
                            (key, verdict, challenge, email, customer, minor, currency, reasons, stopped, at)
                        VALUES (:key, :verdict, :challenge, :email, :customer, :minor, :currency, :reasons::jsonb,
                                :stopped, :now)
                        ON CONFLICT (key) DO UPDATE SET verdict = excluded.verdict, challenge = excluded.challenge,
                            email = excluded.email, customer = excluded.customer, reasons = excluded.reasons,
                            stopped = known.stopped OR excluded.stopped, decisions = known.decisions + 1""")
                .bind("key", attempt.key())
                .bind("verdict", verdict.name())
                .bind("challenge", judged.challenge())
                .bind("email", attempt.address().getOrDefault("email", ""))
                .bind("customer", customer == null ? null : customer.value())
                .bind("minor", attempt.amount().minor())
                .bind("currency", attempt.amount().currency())
                .bind("reasons", Velocity.json(judged.hits()))
                .bind("stopped", verdict != Verdict.ALLOW)
                .bind("now", judged.now())
                .execute();
    }

    /** What the rules said, and when. */
    record Judged(List<Velocity.Hit> hits, String challenge, Instant now) {}

    /** True when one of the traits is new to the checkout. */
    static boolean traits(Handle handle, String key, Map<String, String> traits, Instant now) {
        var batch = handle.prepareBatch("""
                INSERT INTO orders.risk_trait (assessment, kind, value, at)
                SELECT id, :kind, :value, :now FROM orders.risk_assessment WHERE key = :key ON CONFLICT DO NOTHING""");
        traits.forEach((kind, value) -> batch.bind("kind", kind)
                .bind("value", value)
                .bind("now", now)
                .bind("key", key)
                .add());
        int added = 0;
        for (int count : traits.isEmpty() ? new int[0] : batch.execute()) {
            added += count;
        }
        return added > 0;
    }

    static boolean passedLately(Handle handle, Map<String, String> traits, Instant now) {
        return handle.createQuery("""
                        SELECT count(*) FROM orders.risk_assessment a
                        JOIN orders.risk_trait d ON d.assessment = a.id AND d.kind = 'DEVICE' AND d.value = :device
                        JOIN orders.risk_trait e ON e.assessment = a.id AND e.kind = 'EMAIL' AND e.value = :email
                        WHERE a.challenge = 'PASSED' AND a.at > :now::timestamptz - interval '24 hours'""")
                        .bind("device", traits.getOrDefault("DEVICE", ""))
                        .bind("email", traits.getOrDefault("EMAIL", ""))
                        .bind("now", now)
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    static void code(Handle handle, String key, String hash, Instant until) {
        handle.createUpdate("""
                        UPDATE orders.risk_assessment SET code_hash = :hash, code_until = :until, sent = sent + 1
                        WHERE key = :key""")
                .bind("hash", hash)
                .bind("until", until)
                .bind("key", key)
                .execute();
    }

    static void judge(Handle handle, String key, Verdict verdict, String challenge) {
        handle.createUpdate("""
                        UPDATE orders.risk_assessment SET verdict = :verdict, challenge = :challenge,
                               decisions = decisions + 1
                        WHERE key = :key""")
                .bind("verdict", verdict.name())
                .bind("challenge", challenge)
                .bind("key", key)
                .execute();
    }
}
