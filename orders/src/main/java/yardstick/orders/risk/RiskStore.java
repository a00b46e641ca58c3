package yardstick.orders.risk;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultIterable;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Money;
import yardstick.kernel.PaddedArray;
import yardstick.orders.CustomerId;
import yardstick.orders.OrderId;
import yardstick.orders.Risk.Assessment;
import yardstick.orders.Risk.Attempt;
import yardstick.orders.Risk.Verdict;
import yardstick.orders.sql.SqlArrays;

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

    private static final String WRITE = """
            quoted AS (SELECT currency, total_minor FROM orders.quote WHERE key = :key),
            written AS (
                INSERT INTO orders.risk_assessment AS known
                    (key, verdict, challenge, email, customer, minor, currency, reasons, stopped, at)
                SELECT :key, :verdict, :challenge, :email, :customer,
                       coalesce(:minor, (SELECT total_minor FROM quoted), 0),
                       coalesce(:currency, (SELECT currency FROM quoted), 'XXX'), :reasons::jsonb, :stopped,
                       :now::timestamptz
                WHERE %s
                ON CONFLICT (key) DO %s
                RETURNING *),
            traits AS (
                INSERT INTO orders.risk_trait (assessment, kind, value, at)
                SELECT id, kind, value, :now FROM written, unnest(:kinds, :values) AS t(kind, value) WHERE kind <> ''
                ON CONFLICT DO NOTHING)
            """;

    private static final String JUDGE = "WITH " + WRITE.formatted("true", """
            UPDATE SET verdict = excluded.verdict, challenge = excluded.challenge,
                       email = excluded.email, customer = excluded.customer, reasons = excluded.reasons,
                       stopped = known.stopped OR excluded.stopped, decisions = known.decisions + 1""") + "SELECT * FROM written";

    /** Lost with the machine it is made again; the order that follows carries it to the disk. */
    private static final String WELCOME = "WITH " + Velocity.HITS + ", "
            + WRITE.formatted("NOT EXISTS (SELECT FROM hits)", "NOTHING")
            + "SELECT *, set_config('synchronous_commit', 'off', true) FROM written";

    /**
     * The first time the row is made, later it is judged anew; a passed challenge stays passed. The amount is the one
     * given, or what the quote of the checkout comes to.
     */
    static Row write(Handle handle, Attempt attempt, Verdict verdict, Judged judged) {
        return bound(SqlArrays.on(handle).createQuery(JUDGE), attempt, verdict, judged)
                .one();
    }

    /** A checkout that meets no rule; empty when it does, or is known already. */
    static Optional<Row> welcome(Handle handle, Attempt attempt, Map<String, String> traits, Instant now) {
        Judged nothing = new Judged(List.of(), "NONE", traits, now);
        return bound(SqlArrays.on(handle).createQuery(WELCOME), attempt, Verdict.ALLOW, nothing)
                .findOne();
    }

    private static ResultIterable<Row> bound(Query statement, Attempt attempt, Verdict verdict, Judged judged) {
        CustomerId customer = attempt.customer();
        Money amount = attempt.amount();
        return statement
                .bind("key", attempt.key())
                .bind("verdict", verdict.name())
                .bind("challenge", judged.challenge())
                .bind("email", attempt.address().getOrDefault("email", ""))
                .bind("customer", customer == null ? null : customer.value())
                .bind("minor", amount == null ? null : amount.minor())
                .bind("currency", amount == null ? null : amount.currency())
                .bind("reasons", Velocity.json(judged.hits()))
                .bind("stopped", verdict != Verdict.ALLOW)
                .bind("now", judged.now())
                .bindArray("kinds", String.class, PaddedArray.of(judged.traits().keySet(), ""))
                .bindArray(
                        "values", String.class, PaddedArray.of(judged.traits().values(), ""))
                .map((row, context) -> row(row));
    }

    /** What the rules said of these traits, and when. */
    record Judged(List<Velocity.Hit> hits, String challenge, Map<String, String> traits, Instant now) {}

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
