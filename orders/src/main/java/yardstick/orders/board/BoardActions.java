package yardstick.orders.board;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import yardstick.orders.OrderBoard.Action;
import yardstick.orders.OrderBoard.Command;
import yardstick.orders.OrderId;
import yardstick.orders.sql.SqlArrays;

/** Statements on bulk commands. */
final class BoardActions {

    static final Duration UNDO_WITHIN = Duration.ofMinutes(10);
    /** A cancellation sends money back, which nothing takes back: it waits for so long instead. */
    static final Duration CANCEL_AFTER = Duration.ofMinutes(2);

    private static final String SELECT = """
            SELECT a.*, (SELECT count(*) FROM orders.board_action_order o WHERE o.action_id = a.id) AS orders
            FROM orders.board_action a
            """;

    private BoardActions() {}

    static long insert(Handle handle, Command command, Wish wish) {
        boolean cancel = command == Command.CANCEL;
        Instant run = cancel ? wish.now().plus(CANCEL_AFTER) : null;
        return handle.createQuery("""
                        INSERT INTO orders.board_action (kind, tag, state, actor, at, run_at, undo_until)
                        VALUES (:kind, :tag, :state, :actor, :now, :run, :until) RETURNING id""")
                .bind("kind", command.name())
                .bind("tag", wish.tag())
                .bind("state", cancel ? "DUE" : "DONE")
                .bind("actor", wish.actor())
                .bind("now", wish.now())
                .bind("run", run)
                .bind("until", run == null ? wish.now().plus(UNDO_WITHIN) : run)
                .mapTo(Long.class)
                .one();
    }

    /** Who wants it when. */
    record Wish(String tag, String actor, Instant now) {}

    /** The orders that really got or lost the tag. */
    static List<Long> tag(Handle handle, List<OrderId> orders, Wish wish) {
        return SqlArrays.on(handle)
                .createQuery("""
                        INSERT INTO orders.order_tag (order_id, tag, actor, at)
                        SELECT o.id, :tag, :actor, :now FROM orders.orders o WHERE o.id = ANY (:orders) ORDER BY o.id
                        ON CONFLICT DO NOTHING RETURNING order_id""")
                .bind("tag", wish.tag())
                .bind("actor", wish.actor())
                .bind("now", wish.now())
                .bindArray("orders", Long.class, ids(orders))
                .mapTo(Long.class)
                .list();
    }

    static List<Long> untag(Handle handle, List<OrderId> orders, String tag) {
        return SqlArrays.on(handle)
                .createQuery("""
                        DELETE FROM orders.order_tag WHERE tag = :tag AND order_id = ANY (:orders) RETURNING order_id""")
                .bind("tag", tag)
                .bindArray("orders", Long.class, ids(orders))
                .mapTo(Long.class)
                .list();
    }

    private static List<Long> ids(List<OrderId> orders) {
        return orders.stream().map(OrderId::value).toList();
    }

    static void changed(Handle handle, long action, List<Long> orders) {
        SqlArrays.on(handle)
                .createUpdate("""
                        INSERT INTO orders.board_action_order (action_id, order_id)
                        SELECT :action, id FROM orders.orders WHERE id = ANY (:orders)""")
                .bind("action", action)
                .bindArray("orders", Long.class, orders)
                .execute();
    }

    static List<OrderId> ordersOf(Handle handle, long action) {
        return handle.createQuery("SELECT order_id FROM orders.board_action_order WHERE action_id = :id ORDER BY 1")
                .bind("id", action)
                .mapTo(Long.class)
                .map(OrderId::new)
                .list();
    }

    /** One statement decides who moves it on: the undo or the run, once. */
    static boolean move(Handle handle, long action, String from, String to) {
        return handle.createUpdate("UPDATE orders.board_action SET state = :to WHERE id = :id AND state = :from")
                        .bind("to", to)
                        .bind("id", action)
                        .bind("from", from)
                        .execute()
                == 1;
    }

    static Optional<Action> find(Handle handle, long id) {
        return handle.createQuery(SELECT + "WHERE a.id = :id")
                .bind("id", id)
                .map((row, context) -> action(row))
                .findOne();
    }

    static List<Action> undoable(Handle handle, String actor, Instant now) {
        return handle.createQuery(SELECT
                        + "WHERE a.actor = :actor AND a.undo_until > :now AND a.state <> 'UNDONE' ORDER BY a.id DESC")
                .bind("actor", actor)
                .bind("now", now)
                .map((row, context) -> action(row))
                .list();
    }

    static List<Action> due(Handle handle, Instant now) {
        return handle.createQuery(SELECT + "WHERE a.state = 'DUE' AND a.run_at <= :now ORDER BY a.id LIMIT 20")
                .bind("now", now)
                .map((row, context) -> action(row))
                .list();
    }

    private static Action action(ResultSet row) throws SQLException {
        @Nullable String tag = row.getString("tag");
        return new Action(
                row.getLong("id"),
                Command.valueOf(row.getString("kind")),
                tag == null ? "" : tag,
                row.getString("state"),
                row.getString("actor"),
                row.getInt("orders"),
                row.getTimestamp("at").toInstant(),
                row.getTimestamp("undo_until").toInstant());
    }
}
