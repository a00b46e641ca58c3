package yardstick.orders.returns;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Money;
import yardstick.orders.AfterSale.Kind;
import yardstick.orders.AfterSales.Reason;
import yardstick.orders.AfterSales.Wanted;
import yardstick.orders.OrderId;
import yardstick.orders.cart.Adjusters;

/** Reads what {@link RefundMath} needs to know of an order. */
final class Figures {

    private static final Set<String> CREDITS = Set.of("exchange:", "trade-in:", "points:");

    private Figures() {}

    static boolean credit(String source) {
        return CREDITS.stream().anyMatch(source::startsWith);
    }

    static RefundMath.Sums of(Handle handle, OrderId order, Adjusters adjusters) {
        return handle.createQuery("""
                        SELECT shipping_minor, tax_minor, currency,
                               (SELECT coalesce(sum(refund_minor + credit_minor + fee_minor), 0)
                                FROM orders.after_sale WHERE order_id = :id) AS granted,
                               (SELECT coalesce(sum(captured_minor - refund_minor), 0) FROM orders.payment_attempt
                                WHERE order_id = :id AND NOT surplus) AS refundable
                        FROM orders.orders WHERE id = :id""")
                .bind("id", order.value())
                .map((row, context) -> {
                    long shipping = row.getLong("shipping_minor");
                    long tax = row.getLong("tax_minor");
                    List<RefundMath.Line> lines = lines(handle, order, tax > 0);
                    long onGoods =
                            lines.stream().mapToLong(RefundMath.Line::tax).sum();
                    return new RefundMath.Sums(
                            lines,
                            reductions(handle, order, adjusters, row.getString("currency")),
                            shipping + tax - onGoods,
                            row.getLong("granted"),
                            row.getLong("refundable"));
                })
                .one();
    }

    /** @param onTop taxes were added to the prices; contained ones are a part of what was paid anyway */
    private static List<RefundMath.Line> lines(Handle handle, OrderId order, boolean onTop) {
        return handle.createQuery("""
                        SELECT l.line_no, l.title, l.quantity, l.line_total_minor, l.discount_minor, l.tax_minor,
                               coalesce(c.settled, 0) AS gone, coalesce(c.settled_fault, 0) AS gone_fault
                        FROM orders.order_line l
                        LEFT JOIN orders.line_claim c ON c.order_id = l.order_id AND c.line_no = l.line_no
                        WHERE l.order_id = :id ORDER BY l.line_no""")
                .bind("id", order.value())
                .map((row, context) -> new RefundMath.Line(
                        row.getInt("line_no"),
                        row.getString("title"),
                        row.getInt("quantity"),
                        row.getLong("line_total_minor"),
                        row.getLong("discount_minor"),
                        onTop ? row.getLong("tax_minor") : 0,
                        row.getInt("gone"),
                        row.getInt("gone_fault")))
                .list();
    }

    private static List<RefundMath.Reduction> reductions(
            Handle handle, OrderId order, Adjusters adjusters, String currency) {
        return handle.createQuery("""
                        SELECT source, label, per_line_minor FROM orders.order_adjustment
                        WHERE order_id = :id ORDER BY position""")
                .bind("id", order.value())
                .map((row, context) -> new RefundMath.Reduction(
                        row.getString(1),
                        row.getString(2),
                        shares(row.getArray(3)),
                        minimum(adjusters, row.getString(1), currency),
                        credit(row.getString(1))))
                .list();
    }

    private static long[] shares(java.sql.Array perLine) throws SQLException {
        Long[] amounts = (Long[]) perLine.getArray();
        long[] shares = new long[amounts.length];
        for (int i = 0; i < amounts.length; i++) {
            shares[i] = -amounts[i];
        }
        return shares;
    }

    private static @Nullable Long minimum(Adjusters adjusters, String source, String currency) {
        return adjusters
                .minimum(source)
                .filter(minimum -> minimum.currency().equals(currency))
                .map(Money::minor)
                .orElse(null);
    }

    /** What never left the house has no restocking fee. */
    static List<RefundMath.Leaving> leaving(Handle handle, Kind kind, List<Wanted> wanted) {
        Map<String, Reason> reasons = CaseStore.reasons(handle);
        List<RefundMath.Leaving> leaving = new ArrayList<>();
        for (Wanted each : wanted) {
            Reason reason = reasons.get(each.reason());
            if (reason != null && each.quantity() > 0) {
                int fee = kind == Kind.CANCEL ? 0 : reason.feeBasisPoints();
                leaving.add(new RefundMath.Leaving(each.lineNo(), each.quantity(), reason.shopsFault(), fee));
            }
        }
        return leaving;
    }
}
