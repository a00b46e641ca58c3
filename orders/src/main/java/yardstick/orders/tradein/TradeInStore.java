package yardstick.orders.tradein;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Money;
import yardstick.orders.TradeIns.State;
import yardstick.orders.TradeIns.TradeIn;

/** Statements on {@code orders.trade_in} and its ledger. */
final class TradeInStore {

    private static final String SELECT = """
            SELECT t.*, o.number AS order_number, c.token AS charge_token FROM orders.trade_in t
            LEFT JOIN orders.orders o ON o.id = t.order_id LEFT JOIN orders.orders c ON c.id = t.charge_order
            """;

    private TradeInStore() {}

    /** A new credit. */
    record Fresh(
            String code,
            String category,
            String grade,
            String description,
            String email,
            Money quoted,
            @Nullable Long restoredFrom,
            Instant now,
            Instant expires) {}

    static long insert(Handle handle, Fresh fresh) {
        long id = handle.createQuery("""
                        INSERT INTO orders.trade_in (code, category, grade, description, email, currency, quoted_minor,
                                                     restored_from, made_at, expires_at)
                        VALUES (:code, :category, :grade, :description, :email, :currency, :minor, :from, :now, :expires)
                        RETURNING id""")
                .bind("code", fresh.code())
                .bind("category", fresh.category())
                .bind("grade", fresh.grade())
                .bind("description", fresh.description())
                .bind("email", fresh.email())
                .bind("currency", fresh.quoted().currency())
                .bind("minor", fresh.quoted().minor())
                .bind("from", fresh.restoredFrom())
                .bind("now", fresh.now())
                .bind("expires", fresh.expires())
                .mapTo(Long.class)
                .one();
        entry(handle, new Entry(id, "QUOTE", fresh.quoted().minor(), null, "shopper", fresh.now()));
        return id;
    }

    /** A line of the ledger. */
    record Entry(
            long tradeIn, String kind, long minor, @Nullable Long order, String actor, Instant at) {}

    static void entry(Handle handle, Entry entry) {
        if (entry.minor() == 0) {
            return;
        }
        handle.createUpdate("""
                        INSERT INTO orders.trade_in_entry (trade_in, kind, minor, order_id, actor, at)
                        VALUES (:id, :kind, :minor, :order, :actor, :at)""")
                .bind("id", entry.tradeIn())
                .bind("kind", entry.kind())
                .bind("minor", entry.minor())
                .bind("order", entry.order())
                .bind("actor", entry.actor())
                .bind("at", entry.at())
                .execute();
    }

    static Optional<TradeIn> byCode(Handle handle, String code) {
        return handle.createQuery(SELECT + "WHERE t.code = :code")
                .bind("code", code)
                .map((row, context) -> of(row))
                .findOne();
    }

    static Optional<TradeIn> lock(Handle handle, String column, long value) {
        return handle.createQuery(SELECT + "WHERE t." + column + " = :value FOR UPDATE OF t")
                .bind("value", value)
                .map((row, context) -> of(row))
                .findOne();
    }

    static List<TradeIn> latest(Handle handle, int limit) {
        return handle.createQuery(SELECT + "ORDER BY (t.state = 'USED') DESC, t.id DESC LIMIT :limit")
                .bind("limit", limit)
                .map((row, context) -> of(row))
                .list();
    }

    private static TradeIn of(ResultSet row) throws SQLException {
        String currency = row.getString("currency");
        Long valued = row.getObject("valued_minor", Long.class);
        return new TradeIn(
                row.getLong("id"),
                row.getString("code"),
                row.getString("category"),
                row.getString("grade"),
                row.getString("description"),
                row.getString("email"),
                Money.of(row.getLong("quoted_minor"), currency),
                Money.of(row.getLong("used_minor") - row.getLong("restored_minor"), currency),
                valued == null ? null : Money.of(valued, currency),
                State.valueOf(row.getString("state")),
                row.getString("order_number"),
                row.getString("charge_token"),
                row.getTimestamp("expires_at").toInstant());
    }
}
