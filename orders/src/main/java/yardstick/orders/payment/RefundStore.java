package yardstick.orders.payment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import yardstick.kernel.Money;

/** Statements on {@code orders.refund} for refunds of this shop's own payments. */
final class RefundStore {

    private static final String OPEN = """
            SELECT id, natural_key, attempt_id, amount_minor, currency, tries FROM orders.refund
            WHERE state = 'REQUESTED' AND source = 'shop'
            """;

    private RefundStore() {}

    /** @param key natural key: the same refund asked for twice is one refund */
    record Request(String key, Attempt attempt, Money amount, String reason) {}

    /** A refund that waits for the provider. */
    record Open(long id, String key, String attempt, Money amount, int tries) {}

    /**
     * One statement decides whether so much is left to refund; false when it is not.
     */
    static boolean request(Handle handle, Request request) {
        int claimed = handle.createUpdate("""
                        UPDATE orders.payment_attempt SET refund_minor = refund_minor + :amount, updated_at = now()
                        WHERE id = :attempt AND refund_minor + :amount <= captured_minor
                          AND NOT EXISTS (SELECT FROM orders.refund WHERE source = 'shop' AND natural_key = :key)""")
                .bind("amount", request.amount().minor())
                .bind("attempt", request.attempt().id())
                .bind("key", request.key())
                .execute();
        if (claimed == 0) {
            return false;
        }
        handle.createUpdate("""
                        INSERT INTO orders.refund (source, natural_key, order_id, attempt_id, customer_id, currency,
                                                   amount_minor, state, reason, requested_at, next_try_at)
                        SELECT 'shop', :key, a.order_id, a.id, o.customer_id, a.currency, :amount, 'REQUESTED', :reason,
                               now(), now()
                        FROM orders.payment_attempt a JOIN orders.orders o ON o.id = a.order_id WHERE a.id = :attempt""")
                .bind("key", request.key())
                .bind("amount", request.amount().minor())
                .bind("reason", request.reason())
                .bind("attempt", request.attempt().id())
                .execute();
        return true;
    }

    static List<Open> due(Handle handle, int limit) {
        return handle.createQuery(OPEN + "AND next_try_at <= now() ORDER BY next_try_at LIMIT :limit")
                .bind("limit", limit)
                .map(RefundStore::open)
                .list();
    }

    static List<Open> openOf(Handle handle, long order) {
        return handle.createQuery(OPEN + "AND order_id = :order")
                .bind("order", order)
                .map(RefundStore::open)
                .list();
    }

    static List<Open> failedOf(Handle handle, long order) {
        return handle.createQuery("""
                        SELECT id, natural_key, attempt_id, amount_minor, currency, tries FROM orders.refund
                        WHERE state = 'FAILED' AND source = 'shop' AND order_id = :order ORDER BY id""")
                .bind("order", order)
                .map(RefundStore::open)
                .list();
    }

    private static Open open(ResultSet row, StatementContext context) throws SQLException {
        return new Open(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                Money.of(row.getLong(4), row.getString(5)),
                row.getInt(6));
    }

    /** Refunds of this attempt that the provider refused. */
    static int failed(Handle handle, Attempt attempt) {
        return handle.createQuery("SELECT count(*) FROM orders.refund WHERE attempt_id = :attempt AND state = 'FAILED'")
                .bind("attempt", attempt.id())
                .mapTo(Integer.class)
                .one();
    }

    /** True for the one caller that moved it out of REQUESTED. A failed one may be asked for again. */
    static boolean finish(Handle handle, Open refund, boolean completed) {
        return handle.createUpdate("""
                        WITH finished AS (
                            UPDATE orders.refund SET state = :state, next_try_at = NULL,
                                   completed_at = CASE WHEN :completed THEN now() END
                            WHERE id = :id AND state = 'REQUESTED'
                            RETURNING attempt_id, CASE WHEN :completed THEN 0 ELSE amount_minor END AS freed)
                        UPDATE orders.payment_attempt a
                        SET refund_minor = a.refund_minor - finished.freed, updated_at = now()
                        FROM finished WHERE a.id = finished.attempt_id""")
                        .bind("state", completed ? "COMPLETED" : "FAILED")
                        .bind("completed", completed)
                        .bind("id", refund.id())
                        .execute()
                == 1;
    }

    static void later(Handle handle, Open refund) {
        handle.createUpdate("""
                        UPDATE orders.refund SET tries = tries + 1,
                               next_try_at = now() + make_interval(secs => least(300, 5 * power(2, least(tries, 6))))
                        WHERE id = :id AND state = 'REQUESTED'""").bind("id", refund.id()).execute();
    }

    /** What paid the order and is not all back: the channel first, the gift card last. */
    static List<Attempt> refundable(Handle handle, long order) {
        return handle.createQuery(Attempt.SELECT + """
                        WHERE a.order_id = :order AND a.state = 'CAPTURED' AND NOT a.surplus
                        ORDER BY a.channel = 'gift-card', a.id""")
                .bind("order", order)
                .map(Attempt::of)
                .list();
    }

    /** Captured and neither back nor asked back. */
    static Money left(Handle handle, Attempt attempt) {
        return Money.of(
                handle.createQuery("SELECT captured_minor - refund_minor FROM orders.payment_attempt WHERE id = :id")
                        .bind("id", attempt.id())
                        .mapTo(Long.class)
                        .one(),
                attempt.amount().currency());
    }

    /** The whole was asked for before, also when all of it came from a gift card. */
    static boolean known(Handle handle, String key) {
        return handle.createQuery("""
                        SELECT EXISTS (SELECT FROM orders.refund
                                       WHERE source = 'shop' AND natural_key IN (:key, :key || '-gift'))""").bind("key", key).mapTo(Boolean.class).one();
    }

    static boolean allBack(Handle handle, Attempt attempt) {
        return handle.createQuery("""
                        SELECT a.captured_minor = coalesce(sum(r.amount_minor), 0) FROM orders.payment_attempt a
                        LEFT JOIN orders.refund r ON r.attempt_id = a.id AND r.state = 'COMPLETED'
                        WHERE a.id = :id GROUP BY a.id""")
                .bind("id", attempt.id())
                .mapTo(Boolean.class)
                .one();
    }
}
