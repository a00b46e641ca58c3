package yardstick.orders.board;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import yardstick.catalog.SkuId;
import yardstick.kernel.Money;
import yardstick.orders.Adjustment;
import yardstick.orders.CustomerId;
import yardstick.orders.Order;
import yardstick.orders.OrderId;
import yardstick.orders.json.JsonText;

/** One order with everything that belongs to it, in two statements. */
final class OrderReader {

    private OrderReader() {}

    private record Head(
            OrderId id,
            String number,
            String token,
            String source,
            @Nullable CustomerId customer,
            Order.State state,
            Instant placedAt,
            String currency,
            long goods,
            long shipping,
            long tax,
            long total,
            long refunded,
            String address,
            @Nullable String lines,
            @Nullable String adjustments,
            @Nullable String timeline) {}

    private static final String HEAD = """
            SELECT o.*,
                   (SELECT jsonb_agg(jsonb_build_array(l.sku, l.code, l.slug, l.title, l.quantity, l.unit_price_minor,
                                                       l.line_total_minor) ORDER BY l.line_no)
                    FROM orders.order_line l WHERE l.order_id = o.id) AS lines,
                   (SELECT jsonb_agg(jsonb_build_array(a.source, a.label, to_jsonb(a.per_line_minor)) ORDER BY a.position)
                    FROM orders.order_adjustment a WHERE a.order_id = o.id) AS adjustments,
                   (SELECT jsonb_agg(jsonb_build_array((extract(epoch FROM e.at) * 1000000)::bigint, e.actor, e.text_key,
                                                       e.arguments) ORDER BY e.id)
                    FROM orders.order_event e WHERE e.order_id = o.id) AS timeline
            FROM orders.orders o WHERE\s""";

    /** @param column {@code token}, {@code number} or {@code id} */
    static Optional<Order> read(Handle handle, String column, Object value) {
        return handle.createQuery(HEAD + column + " = :value")
                .bind("value", value)
                .map((row, context) -> head(row))
                .findOne()
                .map(head -> order(handle, head));
    }

    private static Head head(ResultSet row) throws SQLException {
        Long customer = row.getObject("customer_id", Long.class);
        return new Head(
                new OrderId(row.getLong("id")),
                row.getString("number"),
                row.getString("token"),
                row.getString("source"),
                customer == null ? null : new CustomerId(customer),
                Order.State.valueOf(row.getString("state")),
                row.getTimestamp("placed_at").toInstant(),
                row.getString("currency"),
                row.getLong("goods_minor"),
                row.getLong("shipping_minor"),
                row.getLong("tax_minor"),
                row.getLong("total_minor"),
                row.getLong("refunded_minor"),
                row.getString("address"),
                row.getString("lines"),
                row.getString("adjustments"),
                row.getString("timeline"));
    }

    private static Order order(Handle handle, Head head) {
        String currency = head.currency();
        return new Order(
                head.id(),
                head.number(),
                head.token(),
                head.source(),
                head.customer(),
                head.state(),
                head.placedAt(),
                lines(head),
                adjustments(head),
                Money.of(head.goods(), currency),
                Money.of(head.shipping(), currency),
                Money.of(head.tax(), currency),
                Money.of(head.total(), currency),
                Money.of(head.refunded(), currency),
                JsonText.strings(head.address()),
                payments(handle, head),
                timeline(head));
    }

    private static List<Order.Line> lines(Head head) {
        return rows(head.lines())
                .map(row -> new Order.Line(
                        row.isNull(0) ? null : new SkuId(row.getJsonNumber(0).longValueExact()),
                        row.getString(1),
                        row.isNull(2) ? null : row.getString(2),
                        row.getString(3),
                        row.getInt(4),
                        Money.of(row.getJsonNumber(5).longValueExact(), head.currency()),
                        Money.of(row.getJsonNumber(6).longValueExact(), head.currency())))
                .toList();
    }

    private static List<Adjustment> adjustments(Head head) {
        return rows(head.adjustments())
                .map(row -> new Adjustment(
                        row.getString(0),
                        row.getString(1),
                        row.getJsonArray(2).getValuesAs(JsonNumber.class).stream()
                                .map(minor -> Money.of(minor.longValueExact(), head.currency()))
                                .toList()))
                .toList();
    }

    private static Stream<JsonArray> rows(@Nullable String json) {
        return json == null ? Stream.of() : JsonText.array(json).getValuesAs(JsonArray.class).stream();
    }

    private static List<Order.Payment> payments(Handle handle, Head head) {
        return handle.createQuery("""
                        SELECT a.id, a.channel, a.state, a.amount_minor, a.decline_reason, a.created_at, a.surplus,
                               CASE WHEN a.state IN ('CREATED', 'UNKNOWN') THEN a.redirect_url END AS pay_url,
                               a.flow = 'QR' AS scan, rule.advice,
                               a.updated_at + make_interval(mins => nullif(rule.wait_minutes, 0)) AS not_before,
                               coalesce((SELECT sum(amount_minor) FROM orders.refund
                                         WHERE attempt_id = a.id AND state = 'COMPLETED'), 0) AS refunded
                        FROM orders.payment_attempt a
                        LEFT JOIN orders.decline_rule rule ON a.state = 'DECLINED' AND rule.reason = a.decline_reason
                        WHERE a.order_id = :id ORDER BY a.channel <> 'gift-card', a.created_at, a.id""")
                .bind("id", head.id().value())
                .map((row, context) -> payment(row, head.currency()))
                .list();
    }

    private static Order.Payment payment(ResultSet row, String currency) throws SQLException {
        Timestamp notBefore = row.getTimestamp("not_before");
        return new Order.Payment(
                row.getString("id"),
                row.getString("channel"),
                Order.PaymentState.valueOf(row.getString("state")),
                Money.of(row.getLong("amount_minor"), currency),
                row.getString("decline_reason"),
                row.getTimestamp("created_at").toInstant(),
                new Order.PaymentDetail(
                        Money.of(row.getLong("refunded"), currency),
                        row.getBoolean("surplus"),
                        row.getString("pay_url"),
                        row.getBoolean("scan"),
                        row.getString("advice"),
                        notBefore == null ? null : notBefore.toInstant()));
    }

    private static List<Order.TimelineEntry> timeline(Head head) {
        return rows(head.timeline())
                .map(row -> new Order.TimelineEntry(
                        Instant.EPOCH.plus(row.getJsonNumber(0).longValueExact(), ChronoUnit.MICROS),
                        row.getString(1),
                        row.getString(2),
                        JsonText.strings(row.getJsonObject(3))))
                .toList();
    }
}
