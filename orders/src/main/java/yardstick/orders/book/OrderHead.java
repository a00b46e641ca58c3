package yardstick.orders.book;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Language;
import yardstick.kernel.Money;
import yardstick.kernel.VisitorId;
import yardstick.orders.CustomerId;
import yardstick.orders.Order.State;
import yardstick.orders.OrderId;

/**
 * What the moves need to know of an order.
 *
 * @param source {@code shop} when it was bought here
 * @param gift a gift card holds a part of it
 */
public record OrderHead(
        OrderId id,
        String number,
        String token,
        String source,
        State state,
        @Nullable CustomerId customer,
        Money total,
        Money captured,
        Money refunded,
        @Nullable VisitorId visitor,
        @Nullable Money base,
        boolean gift,
        Placed placed) {

    /**
     * How it was placed, which never changes.
     *
     * @param email empty when there is none
     * @param page where the first payment led back to, or null when there was none
     */
    public record Placed(
            Instant at,
            String shipping,
            String name,
            String email,
            Language language,
            @Nullable String page) {}

    /** The select list of a head; expects {@code orders.orders o}. */
    public static final String COLUMNS = """
            o.id AS head_id, o.number AS head_number, o.token AS head_token, o.source AS head_source,
            o.state AS head_state, o.customer_id AS head_customer, o.currency AS head_currency,
            o.total_minor AS head_total, o.captured_minor AS head_captured, o.refunded_minor AS head_refunded,
            o.visitor AS head_visitor, o.base_currency AS head_base_currency, o.base_minor AS head_base,
            o.placed_at AS head_placed, o.shipping_method AS head_shipping, o.name AS head_name, o.email AS head_email,
            o.language AS head_language,
            EXISTS (SELECT FROM orders.payment_attempt g
                    WHERE g.order_id = o.id AND g.channel = 'gift-card' AND g.state = 'AUTHORISED') AS head_gift,
            (SELECT f.return_url FROM orders.payment_attempt f
             WHERE f.order_id = o.id ORDER BY f.created_at LIMIT 1) AS head_page""";

    /** Of a row with these columns. */
    public static OrderHead of(ResultSet row) throws SQLException {
        String currency = row.getString("head_currency");
        Long customer = row.getObject("head_customer", Long.class);
        String visitor = row.getString("head_visitor");
        String base = row.getString("head_base_currency");
        return new OrderHead(
                new OrderId(row.getLong("head_id")),
                row.getString("head_number"),
                row.getString("head_token"),
                row.getString("head_source"),
                State.valueOf(row.getString("head_state")),
                customer == null ? null : new CustomerId(customer),
                Money.of(row.getLong("head_total"), currency),
                Money.of(row.getLong("head_captured"), currency),
                Money.of(row.getLong("head_refunded"), currency),
                visitor == null ? null : new VisitorId(visitor),
                base == null ? null : Money.of(row.getLong("head_base"), base),
                row.getBoolean("head_gift"),
                new Placed(
                        row.getTimestamp("head_placed").toInstant(),
                        row.getString("head_shipping"),
                        row.getString("head_name"),
                        Objects.requireNonNullElse(row.getString("head_email"), ""),
                        Language.byCode(row.getString("head_language")).orElse(Language.EN),
                        row.getString("head_page")));
    }

    /** An amount of this order in the shop's currency, at the rate of its quote. */
    Money measured(Money amount) {
        if (base == null || total.isZero()) {
            return amount;
        }
        BigDecimal exact = BigDecimal.valueOf(base.minor())
                .multiply(BigDecimal.valueOf(amount.minor()))
                .divide(BigDecimal.valueOf(total.minor()), 0, RoundingMode.HALF_UP);
        return Money.of(exact.longValueExact(), base.currency());
    }
}
