package yardstick.orders.board;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import yardstick.orders.Order;
import yardstick.orders.OrderBoard.Cursor;
import yardstick.orders.OrderBoard.Query;
import yardstick.orders.OrderBoard.Row;

/** Pages of the board by keyset over (placed_at, id): no row twice, none left out, also among rows of one instant. */
final class BoardSearch {

    private BoardSearch() {}

    static List<Row> search(Handle handle, Query query) {
        Order.State state = query.state();
        Cursor after = query.after();
        String text = query.text().strip().toLowerCase(Locale.ROOT);
        String escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
        var select = handle.createQuery("""
                        SELECT o.*, ARRAY(SELECT tag FROM orders.order_tag t WHERE t.order_id = o.id ORDER BY tag) AS tags
                        FROM orders.orders o
                        """ + where(text, state, query.tag(), after)
                        + " ORDER BY o.placed_at DESC, o.id DESC LIMIT :limit")
                .bind("limit", query.limit());
        if (!text.isEmpty()) {
            select.bind("pattern", escaped + "%");
        }
        if (state != null) {
            select.bind("state", state.name());
        }
        if (!query.tag().isEmpty()) {
            select.bind("tag", query.tag());
        }
        if (after != null) {
            select.bind("at", after.placedAt()).bind("id", after.id());
        }
        return select.map((row, context) -> row(row)).list();
    }

    /** Only the conditions that are asked for, so that the indexes can serve them. */
    private static String where(String text, Order.@Nullable State state, String tag, @Nullable Cursor after) {
        StringBuilder where = new StringBuilder("WHERE true");
        if (!text.isEmpty()) {
            where.append(" AND (lower(o.number) LIKE :pattern OR lower(o.email) LIKE :pattern"
                    + " OR lower(o.name) LIKE :pattern)");
        }
        if (state != null) {
            where.append(" AND o.state = :state");
        }
        if (!tag.isEmpty()) {
            where.append(" AND EXISTS (SELECT FROM orders.order_tag t WHERE t.order_id = o.id AND t.tag = :tag)");
        }
        if (after != null) {
            where.append(" AND (o.placed_at, o.id) < (:at, :id)");
        }
        return where.toString();
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(OrderSearch.summary(row), Arrays.asList((String[])
                row.getArray("tags").getArray()));
    }
}
