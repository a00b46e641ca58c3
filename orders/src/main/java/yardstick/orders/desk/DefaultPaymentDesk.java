package yardstick.orders.desk;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import yardstick.kernel.Database;
import yardstick.kernel.Outcome;
import yardstick.orders.OrderId;
import yardstick.orders.PaymentDesk;
import yardstick.orders.payment.Channels;
import yardstick.orders.payment.DefaultPayments;
import yardstick.orders.reconcile.BreakStore;
import yardstick.orders.reconcile.Reconciliation;

@ApplicationScoped
class DefaultPaymentDesk implements PaymentDesk {

    @Inject
    Database database;

    @Inject
    Channels channels;

    @Inject
    DefaultPayments payments;

    @Inject
    Reconciliation reconciliation;

    @Override
    public List<Problem> problems(int limit) {
        return database.read(handle -> handle.createQuery(PROBLEMS)
                .bind("limit", limit)
                .map((row, context) -> new Problem(
                        row.getLong("id"),
                        row.getString("kind"),
                        row.getString("detail"),
                        row.getString("number"),
                        row.getInt("times"),
                        row.getTimestamp("first_at").toInstant(),
                        row.getTimestamp("last_at").toInstant()))
                .list());
    }

    private static final String PROBLEMS = """
            SELECT problem.*, o.number FROM (
                SELECT 3 AS rank, id, kind, detail, attempt_id, times, first_at, last_at FROM orders.parked_notice
                WHERE resolved_at IS NULL
                UNION ALL
                SELECT 1, 0, 'stuck', channel, id, checks, created_at, updated_at FROM orders.payment_attempt
                WHERE state = 'UNKNOWN' AND created_at < now() - interval '2 minutes'
                UNION ALL
                SELECT 2, 0, 'refund_slow', natural_key, attempt_id, tries, requested_at, next_try_at FROM orders.refund
                WHERE source = 'shop' AND state = 'REQUESTED' AND requested_at < now() - interval '10 minutes'
                UNION ALL
                SELECT 0, 0, 'break', detail, attempt_id, 1, first_at, last_at FROM orders.reconciliation_break
                WHERE resolved_at IS NULL
                UNION ALL
                SELECT 2, 0, 'ledger_silent', name || ': ' || problem, '', 1, coalesce(fetched_at, looked_at), looked_at
                FROM orders.provider_ledger WHERE problem IS NOT NULL) AS problem
            LEFT JOIN orders.payment_attempt a ON a.id = problem.attempt_id
            LEFT JOIN orders.orders o ON o.id = a.order_id
            ORDER BY problem.rank, problem.last_at DESC LIMIT :limit""";

    @Override
    public void resolve(long id, String actor) {
        database.execute(handle ->
                handle.createUpdate("""
                        UPDATE orders.parked_notice SET resolved_at = now(), resolved_by = :actor
                        WHERE id = :id AND resolved_at IS NULL""").bind("actor", actor).bind("id", id).execute());
    }

    @Override
    public List<Standing> channels() {
        return channels.standings();
    }

    @Override
    public Outcome<Boolean> take(OrderId order, String actor) {
        return payments.take(order, actor);
    }

    @Override
    public boolean takeable(OrderId order) {
        return payments.takeable(order).isPresent();
    }

    @Override
    public List<Event> events(OrderId order) {
        return database.read(handle -> handle.createQuery("""
                        SELECT i.event_id, i.channel, i.verdict, i.says, i.times, i.received_at
                        FROM orders.webhook_inbox i JOIN orders.payment_attempt a ON a.id = i.attempt_id
                        WHERE a.order_id = :order ORDER BY i.received_at, i.event_id""")
                .bind("order", order.value())
                .map((row, context) -> new Event(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getInt(5),
                        row.getTimestamp(6).toInstant()))
                .list());
    }

    @Override
    public List<Break> breaks() {
        return database.read(BreakStore::open);
    }

    @Override
    public List<Break> reconcile() {
        return reconciliation.everything(Reconciliation.GRACE);
    }

    @Override
    public List<Ledger> ledgers() {
        return database.read(BreakStore::ledgers);
    }
}
