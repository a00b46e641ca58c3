package yardstick.orders.payment;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import yardstick.orders.Order.PaymentState;
import yardstick.orders.book.OrderHead;

/** Statements on {@code orders.payment_attempt}. */
final class AttemptStore {

    /** First question to the provider after this long; then twice as long each time, at most five minutes. */
    static final Duration FIRST_CHECK = Duration.ofSeconds(5);

    /** A shopper who asks again and again does not put off the question that is planned. */
    private static final String NEXT_CHECK =
            " CASE WHEN next_check_at > now() THEN next_check_at ELSE now() + make_interval(secs => :seconds) END\n";

    private AttemptStore() {}

    static Optional<Attempt> find(Handle handle, String id) {
        return handle.createQuery(Attempt.SELECT + "WHERE a.id = :id")
                .bind("id", id)
                .map(Attempt::of)
                .findOne();
    }

    /** An attempt and its order, both locked, the order first as everywhere. */
    record Locked(OrderHead order, Attempt attempt) {}

    private static final String LOCK = "SELECT a.*, o.number AS order_number, o.state = 'PENDING_PAYMENT' AS wanted, "
            + OrderHead.COLUMNS
            + " FROM orders.orders o JOIN orders.payment_attempt a ON a.order_id = o.id WHERE a.id = :id"
            + " FOR UPDATE OF o, a";

    static Optional<Locked> lock(Handle handle, String id) {
        return handle.createQuery(LOCK)
                .bind("id", id)
                .map((row, context) -> new Locked(OrderHead.of(row), Attempt.of(row, context)))
                .findOne();
    }

    /** Newest first, without the part that a gift card pays. */
    static List<Attempt> ofOrder(Handle handle, long order) {
        return handle.createQuery(Attempt.SELECT
                        + "WHERE a.order_id = :order AND a.channel <> 'gift-card' ORDER BY a.created_at DESC, a.id")
                .bind("order", order)
                .map(Attempt::of)
                .list();
    }

    static List<Attempt> due(Handle handle, int limit) {
        return handle.createQuery(
                        Attempt.SELECT + "WHERE a.next_check_at <= now() ORDER BY a.next_check_at LIMIT :limit")
                .bind("limit", limit)
                .map(Attempt::of)
                .list();
    }

    static void insert(Handle handle, Attempt attempt) {
        handle.createUpdate("""
                        INSERT INTO orders.payment_attempt
                            (id, order_id, channel, currency, amount_minor, return_url, webhook_url, flow,
                             next_check_at)
                        VALUES (:id, :order, :channel, :currency, :amount, :return, :webhook, :flow,
                                now() + make_interval(secs => :seconds))""")
                .bind("id", attempt.id())
                .bind("order", attempt.order())
                .bind("channel", attempt.channel())
                .bind("currency", attempt.amount().currency())
                .bind("amount", attempt.amount().minor())
                .bind("return", attempt.returnUrl())
                .bind("webhook", attempt.webhookUrl())
                .bind("flow", attempt.flow().name())
                .bind("seconds", FIRST_CHECK.toSeconds())
                .execute();
    }

    static void waiting(Handle handle, Attempt attempt, PaymentState state) {
        handle.createUpdate("""
                        UPDATE orders.payment_attempt
                        SET state = :state, checks = checks + 1, updated_at = now(), next_check_at = """ + NEXT_CHECK + """
                        WHERE id = :id""")
                .bind("state", state.name())
                .bind("seconds", untilNextCheck(attempt))
                .bind("id", attempt.id())
                .execute();
    }

    /** Cash is not asked for: somebody says when it is there. */
    static void authorised(Handle handle, Attempt attempt, String providerId) {
        handle.createUpdate("""
                        UPDATE orders.payment_attempt
                        SET state = 'AUTHORISED', provider_id = :provider, checks = checks + 1, updated_at = now(),
                            next_check_at = CASE flow WHEN 'OFFLINE' THEN 'infinity'
                                            ELSE now() + make_interval(secs => :seconds) END
                        WHERE id = :id""")
                .bind("provider", providerId)
                .bind("seconds", attempt.state() == PaymentState.AUTHORISED ? untilNextCheck(attempt) : 1)
                .bind("id", attempt.id())
                .execute();
    }

    /** False when the attempt is past being begun. */
    static boolean redirected(Handle handle, Attempt attempt, String providerId, String url) {
        return handle.createUpdate("""
                        UPDATE orders.payment_attempt
                        SET state = 'CREATED', provider_id = :provider, redirect_url = :url, checks = checks + 1,
                            updated_at = now(), next_check_at = """ + NEXT_CHECK + """
                        WHERE id = :id AND state IN ('CREATED', 'UNKNOWN')""")
                        .bind("provider", providerId)
                        .bind("url", url)
                        .bind("seconds", untilNextCheck(attempt))
                        .bind("id", attempt.id())
                        .execute()
                == 1;
    }

    private static long untilNextCheck(Attempt attempt) {
        return Math.min(300, FIRST_CHECK.toSeconds() << Math.min(attempt.checks(), 6));
    }

    static void closed(Handle handle, Attempt attempt, PaymentState state, String reason) {
        handle.createUpdate("""
                        UPDATE orders.payment_attempt
                        SET state = :state, decline_reason = nullif(:reason, ''), next_check_at = NULL, updated_at = now()
                        WHERE id = :id""")
                .bind("state", state.name())
                .bind("reason", reason)
                .bind("id", attempt.id())
                .execute();
    }

    /** Whatever else is open for the order is looked at next. */
    static void captured(Handle handle, Attempt attempt, boolean surplus) {
        handle.createUpdate("""
                        WITH others AS (
                            UPDATE orders.payment_attempt SET next_check_at = now()
                            WHERE order_id = :order AND id <> :id AND channel <> 'gift-card'
                              AND state IN ('CREATED', 'UNKNOWN', 'AUTHORISED'))
                        UPDATE orders.payment_attempt
                        SET state = 'CAPTURED', captured_minor = amount_minor, surplus = :surplus, decline_reason = NULL,
                            next_check_at = NULL, updated_at = now()
                        WHERE id = :id""")
                .bind("surplus", surplus)
                .bind("order", attempt.order())
                .bind("id", attempt.id())
                .execute();
    }

    /** For a person to look at: the provider said something that cannot be true here. */
    static void park(Handle handle, String attempt, String kind, String detail) {
        handle.createUpdate("""
                        INSERT INTO orders.parked_notice AS parked (attempt_id, kind, detail)
                        VALUES (:attempt, :kind, :detail)
                        ON CONFLICT (attempt_id, kind, detail)
                        DO UPDATE SET times = parked.times + 1, last_at = now(), resolved_at = NULL""")
                .bind("attempt", attempt)
                .bind("kind", kind)
                .bind("detail", detail)
                .execute();
    }
}
