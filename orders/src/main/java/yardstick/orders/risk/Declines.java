package yardstick.orders.risk;

import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** What velocity counts of payments that were declined, by the traits of their checkout. */
public final class Declines {

    private Declines() {}

    /** In the transaction that declines; for what the shopper's means caused, not an outage of the channel. */
    public static void count(Handle handle, String attempt, Instant at) {
        handle.createUpdate("""
                        INSERT INTO orders.risk_decline (attempt, kind, value, at)
                        SELECT p.id, t.kind, t.value, :at FROM orders.payment_attempt p
                        JOIN orders.orders o ON o.id = p.order_id AND o.source = 'shop'
                        JOIN orders.risk_assessment a ON a.key = o.natural_key
                        JOIN orders.risk_trait t ON t.assessment = a.id
                        WHERE p.id = :attempt ON CONFLICT DO NOTHING""").bind("attempt", attempt).bind("at", at).execute();
    }
}
