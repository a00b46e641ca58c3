package yardstick.orders.payment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Money;
import yardstick.orders.Order.PaymentState;
import yardstick.orders.spi.PaymentChannel;
import yardstick.orders.spi.PaymentChannel.Flow;

/**
 * A row of {@code orders.payment_attempt} with the order's number.
 *
 * @param wanted the order still waits for a payment
 */
public record Attempt(
        String id,
        long order,
        String orderNumber,
        boolean wanted,
        String channel,
        PaymentState state,
        Money amount,
        long refundMinor,
        boolean surplus,
        String returnUrl,
        String webhookUrl,
        @Nullable String providerId,
        @Nullable String redirectUrl,
        Flow flow,
        int checks,
        Instant createdAt) {

    static final String SELECT = """
            SELECT a.*, o.number AS order_number, o.state = 'PENDING_PAYMENT' AS wanted
            FROM orders.payment_attempt a JOIN orders.orders o ON o.id = a.order_id
            """;

    static Attempt of(ResultSet row, StatementContext context) throws SQLException {
        return new Attempt(
                row.getString("id"),
                row.getLong("order_id"),
                row.getString("order_number"),
                row.getBoolean("wanted"),
                row.getString("channel"),
                PaymentState.valueOf(row.getString("state")),
                Money.of(row.getLong("amount_minor"), row.getString("currency")),
                row.getLong("refund_minor"),
                row.getBoolean("surplus"),
                row.getString("return_url"),
                row.getString("webhook_url"),
                row.getString("provider_id"),
                row.getString("redirect_url"),
                Flow.valueOf(row.getString("flow")),
                row.getInt("checks"),
                row.getTimestamp("created_at").toInstant());
    }

    boolean open() {
        return AttemptTransitions.open(state);
    }

    /** The provider has answered that it knows of it. */
    boolean begun() {
        return redirectUrl != null || state == PaymentState.AUTHORISED;
    }

    /** Where the browser goes on with it: to the provider, or to the shop's own page of the order. */
    String next() {
        return flow == Flow.REDIRECT && redirectUrl != null ? redirectUrl : returnUrl;
    }

    PaymentChannel.Attempt forChannel() {
        return new PaymentChannel.Attempt(id, orderNumber, amount, returnUrl, webhookUrl, providerId);
    }
}
