package yardstick.orders.returns;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Money;
import yardstick.orders.AfterSale;
import yardstick.orders.OrderId;
import yardstick.orders.json.JsonText;

/** Cases with everything that belongs to them. */
final class CaseReader {

    private static final String SELECT = """
            SELECT a.*, o.number AS order_number, r.token AS replacement_token FROM orders.after_sale a
            JOIN orders.orders o ON o.id = a.order_id LEFT JOIN orders.orders r ON r.id = a.replacement_order
            """;

    private CaseReader() {}

    /** @param condition of the WHERE clause, with at most the parameter {@code :value} */
    static List<AfterSale> read(Handle handle, String condition, @Nullable Object value) {
        var query = handle.createQuery(SELECT + condition);
        if (value != null) {
            query.bind("value", value);
        }
        return query.map((row, context) -> of(handle, row)).list();
    }

    private static AfterSale of(Handle handle, ResultSet row) throws SQLException {
        long id = row.getLong("id");
        String currency = row.getString("currency");
        return new AfterSale(
                id,
                row.getString("number"),
                new OrderId(row.getLong("order_id")),
                row.getString("order_number"),
                AfterSale.Kind.valueOf(row.getString("kind")),
                AfterSale.State.valueOf(row.getString("state")),
                lines(handle, id),
                CaseStore.wishOf(handle, id).orElse(null),
                row.getString("replacement_token"),
                Money.of(row.getLong("refund_minor"), currency),
                Money.of(row.getLong("credit_minor"), currency),
                Money.of(row.getLong("fee_minor"), currency),
                items(handle, id, currency),
                row.getString("note"),
                row.getString("opened_by"),
                row.getTimestamp("opened_at").toInstant());
    }

    private static List<AfterSale.Line> lines(Handle handle, long id) {
        return handle.createQuery("""
                        SELECT c.*, l.title FROM orders.after_sale_line c
                        JOIN orders.after_sale a ON a.id = c.case_id
                        JOIN orders.order_line l ON l.order_id = a.order_id AND l.line_no = c.line_no
                        WHERE c.case_id = :id ORDER BY c.line_no""")
                .bind("id", id)
                .map((row, context) -> new AfterSale.Line(
                        row.getInt("line_no"),
                        row.getString("title"),
                        row.getInt("quantity"),
                        row.getString("reason"),
                        row.getObject("accepted", Integer.class),
                        row.getInt("restocked"),
                        row.getInt("written_off")))
                .list();
    }

    private static List<AfterSale.Item> items(Handle handle, long id, String currency) {
        return handle.createQuery("""
                        SELECT text_key, arguments, amount_minor FROM orders.after_sale_item
                        WHERE case_id = :id ORDER BY position""")
                .bind("id", id)
                .map((row, context) -> new AfterSale.Item(
                        row.getString(1),
                        Map.copyOf(JsonText.strings(row.getString(2))),
                        Money.of(row.getLong(3), currency)))
                .list();
    }
}
