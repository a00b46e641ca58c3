package yardstick.orders.returns;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Money;
import yardstick.orders.AfterSale;
import yardstick.orders.AfterSale.Kind;
import yardstick.orders.AfterSale.State;
import yardstick.orders.AfterSales;
import yardstick.orders.AfterSales.Reason;
import yardstick.orders.AfterSales.Wanted;
import yardstick.orders.OrderId;
import yardstick.orders.json.JsonText;

/** Statements that write {@code orders.after_sale} and what belongs to it. */
final class CaseStore {

    private CaseStore() {}

    /** A case as the moves need it. */
    record Head(long id, String number, OrderId order, Kind kind, State state) {}

    record Draft(
            OrderId order,
            Kind kind,
            List<Wanted> lines,
            AfterSale.@Nullable Wish wish,
            String note,
            String actor,
            @Nullable String key) {}

    static Optional<Head> find(Handle handle, long id) {
        return handle.createQuery("SELECT id, number, order_id, kind, state FROM orders.after_sale WHERE id = :id")
                .bind("id", id)
                .map((row, context) -> new Head(
                        row.getLong(1),
                        row.getString(2),
                        new OrderId(row.getLong(3)),
                        Kind.valueOf(row.getString(4)),
                        State.valueOf(row.getString(5))))
                .findOne();
    }

    static Head insert(Handle handle, Draft draft, Instant now) {
        long id = handle.createQuery("""
                        INSERT INTO orders.after_sale (order_id, kind, state, currency, note, opened_by, opened_at, changed_at,
                                                       request_key)
                        SELECT id, :kind, 'REQUESTED', currency, :note, :actor, :now, :now, :key FROM orders.orders
                        WHERE id = :order RETURNING id""")
                .bind("kind", draft.kind().name())
                .bind("note", draft.note())
                .bind("key", draft.key())
                .bind("actor", draft.actor())
                .bind("now", now)
                .bind("order", draft.order().value())
                .mapTo(Long.class)
                .one();
        var batch = handle.prepareBatch("""
                INSERT INTO orders.after_sale_line (case_id, line_no, quantity, reason, accepted)
                VALUES (:case, :line, :quantity, :reason, CASE WHEN :cancel THEN :quantity END)""");
        draft.lines()
                .forEach(line -> batch.bind("case", id)
                        .bind("line", line.lineNo())
                        .bind("quantity", line.quantity())
                        .bind("reason", line.reason())
                        .bind("cancel", draft.kind() == Kind.CANCEL)
                        .add());
        batch.execute();
        AfterSale.Wish wish = draft.wish();
        if (wish != null) {
            wish(handle, id, wish);
        }
        return find(handle, id).orElseThrow();
    }

    private static void wish(Handle handle, long id, AfterSale.Wish wish) {
        handle.createUpdate("""
                        INSERT INTO orders.after_sale_wish (case_id, sku, title, quantity, unit_price_minor, tax_minor)
                        VALUES (:case, :sku, :title, :quantity, :price, :tax)""")
                .bind("tax", wish.tax().minor())
                .bind("case", id)
                .bind("sku", wish.sku().value())
                .bind("title", wish.title())
                .bind("quantity", wish.quantity())
                .bind("price", wish.unitPrice().minor())
                .execute();
    }

    /** False when somebody else moved it first or the move is not in the table. */
    static boolean move(Handle handle, Head known, State to, Instant now) {
        return CaseTransitions.allowed(known.state(), to)
                && handle.createUpdate("""
                                UPDATE orders.after_sale SET state = :to, changed_at = :now
                                WHERE id = :id AND state = :from""")
                                .bind("to", to.name())
                                .bind("now", now)
                                .bind("id", known.id())
                                .bind("from", known.state().name())
                                .execute()
                        == 1;
    }

    /** Amounts of a case that is refunded now. */
    record Amounts(long refund, long credit, long fee) {}

    static void amounts(Handle handle, Head known, Amounts money) {
        handle.createUpdate("""
                        UPDATE orders.after_sale SET refund_minor = :refund, credit_minor = :credit, fee_minor = :fee
                        WHERE id = :id""")
                .bind("refund", money.refund())
                .bind("credit", money.credit())
                .bind("fee", money.fee())
                .bind("id", known.id())
                .execute();
    }

    static void replacement(Handle handle, Head known, OrderId replacement) {
        handle.createUpdate("UPDATE orders.after_sale SET replacement_order = :replacement WHERE id = :id")
                .bind("replacement", replacement.value())
                .bind("id", known.id())
                .execute();
    }

    static Optional<OrderId> replacement(Handle handle, Head known) {
        return handle.createQuery(
                        "SELECT replacement_order FROM orders.after_sale WHERE id = :id AND replacement_order IS NOT NULL")
                .bind("id", known.id())
                .mapTo(Long.class)
                .findOne()
                .map(OrderId::new);
    }

    static void explain(Handle handle, Head known, List<RefundMath.Part> parts) {
        var batch = handle.prepareBatch("""
                INSERT INTO orders.after_sale_item (case_id, position, text_key, arguments, amount_minor)
                VALUES (:case, :position, :key, :arguments::jsonb, :amount)""");
        for (int i = 0; i < parts.size(); i++) {
            batch.bind("case", known.id())
                    .bind("position", i)
                    .bind("key", parts.get(i).textKey())
                    .bind("arguments", JsonText.of(parts.get(i).arguments()))
                    .bind("amount", parts.get(i).amount())
                    .add();
        }
        if (!parts.isEmpty()) {
            batch.execute();
        }
    }

    /** What is asked for, or once inspected what was accepted. */
    static List<Wanted> wanted(Handle handle, long id) {
        return handle.createQuery("""
                        SELECT line_no, coalesce(accepted, quantity), reason FROM orders.after_sale_line
                        WHERE case_id = :id ORDER BY line_no""")
                .bind("id", id)
                .map((row, context) -> new Wanted(row.getInt(1), row.getInt(2), row.getString(3)))
                .list();
    }

    static Optional<AfterSale.Wish> wishOf(Handle handle, long id) {
        return handle.createQuery("""
                        SELECT w.sku, w.title, w.quantity, w.unit_price_minor, a.currency, w.tax_minor
                        FROM orders.after_sale_wish w JOIN orders.after_sale a ON a.id = w.case_id
                        WHERE w.case_id = :id""")
                .bind("id", id)
                .map((row, context) -> new AfterSale.Wish(
                        new yardstick.catalog.SkuId(row.getLong(1)),
                        row.getString(2),
                        row.getInt(3),
                        Money.of(row.getLong(4), row.getString(5)),
                        Money.of(row.getLong(6), row.getString(5))))
                .findOne();
    }

    static void toReturn(Handle handle, long id) {
        handle.createUpdate("DELETE FROM orders.after_sale_wish WHERE case_id = :id")
                .bind("id", id)
                .execute();
        handle.createUpdate("""
                        UPDATE orders.after_sale SET kind = 'RETURN', replacement_order = NULL
                        WHERE id = :id AND kind = 'EXCHANGE'""").bind("id", id).execute();
    }

    static Map<String, Reason> reasons(Handle handle) {
        Map<String, Reason> reasons = new java.util.LinkedHashMap<>();
        handle.createQuery("SELECT * FROM orders.return_reason ORDER BY position")
                .map((row, context) -> new Reason(
                        row.getString("code"),
                        row.getString("fault").equals("SHOP"),
                        row.getBoolean("before_ship"),
                        row.getBoolean("after_ship"),
                        row.getInt("window_days"),
                        row.getInt("fee_bp"),
                        row.getString("name_en") == null
                                ? null
                                : new AfterSales.Words(row.getString("name_en"), row.getString("name_zh"))))
                .forEach(reason -> reasons.put(reason.code(), reason));
        return reasons;
    }
}
