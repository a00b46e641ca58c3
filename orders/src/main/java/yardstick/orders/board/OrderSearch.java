package yardstick.orders.board;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import yardstick.kernel.Money;
import yardstick.orders.CustomerId;
import yardstick.orders.Order;
import yardstick.orders.OrderId;
import yardstick.orders.Orders;

/** Lists of orders, newest first. Text is the beginning of a number, an e-mail or a name; the indexes are made for it. */
final class OrderSearch {

    /** Beyond this many rows the planner's estimate is precise enough and a count would be slow. */
    private static final long EXACT_UP_TO = 20_000;

    private static final String MATCHES = """
             (:state = '' OR state = :state)
             AND (:text = '' OR lower(number) LIKE :pattern OR lower(email) LIKE :pattern OR lower(name) LIKE :pattern)""";

    private OrderSearch() {}

    static List<Orders.Summary> search(Handle handle, Orders.Filter filter) {
        Query query = handle.createQuery("SELECT * FROM orders.orders WHERE" + MATCHES
                + " AND (:before::timestamptz IS NULL OR placed_at < :before)"
                + " ORDER BY placed_at DESC, id DESC LIMIT :limit");
        return bind(query, filter)
                .bind("before", filter.before())
                .bind("limit", filter.limit())
                .map((row, context) -> summary(row))
                .list();
    }

    static List<Orders.Summary> ofCustomer(Handle handle, CustomerId customer, int limit) {
        return handle.createQuery(
                        "SELECT * FROM orders.orders WHERE customer_id = :customer ORDER BY placed_at DESC LIMIT :limit")
                .bind("customer", customer.value())
                .bind("limit", limit)
                .map((row, context) -> summary(row))
                .list();
    }

    static long count(Handle handle, Orders.Filter filter) {
        if (filter.text().isBlank() && filter.state() == null) {
            long estimate = handle.createQuery(
                            "SELECT greatest(0, reltuples)::bigint FROM pg_class WHERE oid = 'orders.orders'::regclass")
                    .mapTo(Long.class)
                    .one();
            if (estimate > EXACT_UP_TO) {
                return estimate;
            }
        }
        return bind(handle.createQuery("SELECT count(*) FROM orders.orders WHERE" + MATCHES), filter)
                .mapTo(Long.class)
                .one();
    }

    private static Query bind(Query query, Orders.Filter filter) {
        Order.State state = filter.state();
        String text = filter.text().strip().toLowerCase(Locale.ROOT);
        String escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
        return query.bind("state", state == null ? "" : state.name())
                .bind("text", text)
                .bind("pattern", escaped + "%");
    }

    static Orders.Summary summary(ResultSet row) throws SQLException {
        String currency = row.getString("currency");
        Long customer = row.getObject("customer_id", Long.class);
        return new Orders.Summary(
                new OrderId(row.getLong("id")),
                row.getString("number"),
                row.getString("token"),
                Order.State.valueOf(row.getString("state")),
                row.getTimestamp("placed_at").toInstant(),
                customer == null ? null : new CustomerId(customer),
                row.getString("name"),
                row.getInt("units"),
                Money.of(row.getLong("total_minor"), currency),
                Money.of(row.getLong("refunded_minor"), currency));
    }
}
