package yardstick.orders.reconcile;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Money;
import yardstick.orders.PaymentDesk.Break;
import yardstick.orders.PaymentDesk.Ledger;
import yardstick.orders.spi.ProviderLedger;
import yardstick.orders.sql.SqlArrays;

/** Statements on providers' books and on where they differ from ours. */
public final class BreakStore {

    private BreakStore() {}

    /** @param back rows touched so long ago are compared; younger than {@code grace} are not judged yet */
    record Look(String ledger, List<String> channels, Duration back, Duration grace) {}

    static long lastSeq(Handle handle, String ledger) {
        return handle.createQuery("SELECT coalesce(max(seq), 0) FROM orders.provider_entry WHERE ledger = :ledger")
                .bind("ledger", ledger)
                .mapTo(Long.class)
                .one();
    }

    static void store(Handle handle, String ledger, List<ProviderLedger.Entry> entries) {
        PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO orders.provider_entry
                    (ledger, seq, at, attempt_id, order_number, kind, amount_minor, currency)
                VALUES (:ledger, :seq, :at, :attempt, :order, :kind, :amount, :currency) ON CONFLICT DO NOTHING""");
        entries.forEach(entry -> batch.bind("ledger", ledger)
                .bind("seq", entry.seq())
                .bind("at", entry.at())
                .bind("attempt", entry.attempt())
                .bind("order", entry.orderNumber())
                .bind("kind", entry.kind().name())
                .bind("amount", entry.amount().minor())
                .bind("currency", entry.amount().currency())
                .add());
        batch.execute();
    }

    static void fetched(Handle handle, String ledger) {
        handle.createUpdate("""
                        INSERT INTO orders.provider_ledger (name, looked_at, fetched_at) VALUES (:name, now(), now())
                        ON CONFLICT (name) DO UPDATE SET looked_at = now(), fetched_at = now(), problem = NULL""").bind("name", ledger).execute();
    }

    static void silent(Handle handle, String ledger, String problem) {
        handle.createUpdate("""
                        INSERT INTO orders.provider_ledger (name, looked_at, problem) VALUES (:name, now(), :problem)
                        ON CONFLICT (name) DO UPDATE SET looked_at = now(), problem = excluded.problem""").bind("name", ledger).bind("problem", problem).execute();
    }

    /** Attempts of which the provider took money lately and we know nothing of it. */
    static List<String> unnoticed(Handle handle, String ledger, int limit) {
        return handle.createQuery("""
                        SELECT a.id FROM orders.provider_entry e JOIN orders.payment_attempt a ON a.id = e.attempt_id
                        WHERE e.ledger = :ledger AND e.kind = 'CAPTURE' AND a.captured_minor = 0
                          AND e.fetched_at > now() - interval '1 day'
                        ORDER BY e.seq LIMIT :limit""")
                .bind("ledger", ledger)
                .bind("limit", limit)
                .mapTo(String.class)
                .list();
    }

    /** One statement finds what differs, notes what is new and closes what agrees again. */
    static void compare(Handle handle, Look look) {
        SqlArrays.on(handle)
                .createUpdate(COMPARE)
                .bind("ledger", look.ledger())
                .bindArray("channels", String.class, look.channels())
                .bind("back", look.back().toHours())
                .bind("grace", look.grace().toSeconds())
                .execute();
    }

    private static final String COMPARE = """
            WITH recent AS (
                SELECT attempt_id FROM orders.provider_entry
                WHERE ledger = :ledger AND fetched_at > now() - make_interval(hours => :back::int)
                UNION
                SELECT attempt_id FROM orders.payment_entry WHERE at > now() - make_interval(hours => :back::int)
                UNION
                SELECT attempt_id FROM orders.reconciliation_break WHERE resolved_at IS NULL AND ledger = :ledger),
            theirs AS (
                SELECT e.attempt_id, e.kind, e.amount_minor, e.currency, e.order_number, e.fetched_at,
                       row_number() OVER (PARTITION BY e.attempt_id, e.kind ORDER BY e.amount_minor, e.seq) AS nth
                FROM orders.provider_entry e JOIN recent USING (attempt_id)
                WHERE e.ledger = :ledger AND e.kind IN ('CAPTURE', 'REFUND')),
            ours AS (
                SELECT e.attempt_id, e.kind, e.amount_minor, e.currency, e.at,
                       row_number() OVER (PARTITION BY e.attempt_id, e.kind ORDER BY e.amount_minor, e.id) AS nth
                FROM orders.payment_entry e JOIN recent USING (attempt_id)
                JOIN orders.payment_attempt a ON a.id = e.attempt_id AND a.channel = ANY (:channels)
                WHERE e.kind IN ('CAPTURE', 'REFUND')),
            pairs AS (
                SELECT attempt_id, kind, nth, o.amount_minor AS ours, t.amount_minor AS theirs,
                       coalesce(t.currency, o.currency) AS currency, o.currency AS our_currency, t.order_number,
                       CASE WHEN a.id IS NULL THEN 'unknown_attempt'
                            WHEN o.attempt_id IS NULL THEN 'missing_here'
                            WHEN t.attempt_id IS NULL THEN 'missing_there'
                            WHEN o.amount_minor <> t.amount_minor OR o.currency <> t.currency THEN 'amount'
                            WHEN ord.number <> t.order_number THEN 'order' END AS broken
                FROM theirs t FULL JOIN ours o USING (attempt_id, kind, nth)
                LEFT JOIN orders.payment_attempt a ON a.id = attempt_id
                LEFT JOIN orders.orders ord ON ord.id = a.order_id
                WHERE coalesce(t.fetched_at, o.at) <= now() - make_interval(secs => :grace)),
            seen AS (
                INSERT INTO orders.reconciliation_break AS known
                    (ledger, kind, attempt_id, entry_kind, ours_minor, theirs_minor, currency, detail)
                SELECT :ledger, broken, attempt_id, kind, ours, theirs, currency,
                       format('%s %s of order %s: ours %s, theirs %s %s', kind, nth, coalesce(order_number, '-'),
                              coalesce(ours::text, '-'), coalesce(theirs::text, '-'), currency)
                FROM pairs WHERE broken IS NOT NULL
                ON CONFLICT (ledger, kind, attempt_id, entry_kind, detail) WHERE resolved_at IS NULL
                DO UPDATE SET last_at = now() RETURNING known.id)
            UPDATE orders.reconciliation_break SET resolved_at = now()
            WHERE resolved_at IS NULL AND ledger = :ledger AND id NOT IN (SELECT id FROM seen)""";

    static void forget(Handle handle) {
        handle.execute("DELETE FROM orders.channel_call WHERE at < now() - interval '7 days'");
    }

    public static List<Break> open(Handle handle) {
        return handle.createQuery("""
                        SELECT * FROM orders.reconciliation_break WHERE resolved_at IS NULL ORDER BY id""").map(BreakStore::read).list();
    }

    private static Break read(ResultSet row, StatementContext context) throws SQLException {
        String currency = row.getString("currency");
        return new Break(
                row.getString("ledger"),
                row.getString("kind"),
                row.getString("attempt_id"),
                row.getString("entry_kind"),
                money(row.getObject("ours_minor", Long.class), currency),
                money(row.getObject("theirs_minor", Long.class), currency),
                row.getString("detail"),
                row.getTimestamp("first_at").toInstant());
    }

    private static @Nullable Money money(@Nullable Long minor, String currency) {
        return minor == null ? null : Money.of(minor, currency);
    }

    public static List<Ledger> ledgers(Handle handle) {
        return handle.createQuery("""
                        SELECT l.name, l.fetched_at, l.problem,
                               (SELECT count(*) FROM orders.provider_entry e WHERE e.ledger = l.name) AS entries
                        FROM orders.provider_ledger l ORDER BY l.name""")
                .map((row, context) -> new Ledger(
                        row.getString("name"),
                        row.getLong("entries"),
                        row.getTimestamp("fetched_at") == null
                                ? null
                                : row.getTimestamp("fetched_at").toInstant(),
                        row.getString("problem")))
                .list();
    }
}
