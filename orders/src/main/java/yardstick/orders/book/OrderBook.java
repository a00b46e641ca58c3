package yardstick.orders.book;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Announcer;
import yardstick.kernel.Money;
import yardstick.kernel.VisitorId;
import yardstick.orders.CustomerId;
import yardstick.orders.Order.State;
import yardstick.orders.OrderCancelled;
import yardstick.orders.OrderId;
import yardstick.orders.OrderRefunded;
import yardstick.orders.PaymentFailed;
import yardstick.orders.PaymentReturned;
import yardstick.orders.Purchase;
import yardstick.orders.cart.Adjusters;
import yardstick.orders.cart.CartStore;
import yardstick.orders.giftcard.GiftPart;
import yardstick.orders.inventory.StockLedger;
import yardstick.orders.inventory.StockLedger.Move;
import yardstick.orders.json.JsonText;
import yardstick.orders.slot.SlotStore;

/**
 * The moves of an order, each with everything that belongs to it in the caller's transaction: stock, what adjusters
 * gave, the timeline, the fact. The row is locked first, so that a move happens once.
 */
@ApplicationScoped
public class OrderBook {

    @Inject
    StockLedger stock;

    @Inject
    Adjusters adjusters;

    @Inject
    Announcer announcer;

    @Inject
    Clock clock;

    OrderBook() {}

    /** Outside a container. */
    public OrderBook(StockLedger stock, Adjusters adjusters, Announcer announcer, Clock clock) {
        this.stock = stock;
        this.adjusters = adjusters;
        this.announcer = announcer;
        this.clock = clock;
    }

    /**
     * What the moves need to know of an order.
     *
     * @param source {@code shop} when it was bought here
     * @param gift a gift card holds a part of it
     */
    public record Head(
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
            boolean gift) {

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

    /** The select list of a {@link Head}; expects {@code orders.orders o}. */
    public static final String HEAD = """
            o.id AS head_id, o.number AS head_number, o.token AS head_token, o.source AS head_source,
            o.state AS head_state, o.customer_id AS head_customer, o.currency AS head_currency,
            o.total_minor AS head_total, o.captured_minor AS head_captured, o.refunded_minor AS head_refunded,
            o.visitor AS head_visitor, o.base_currency AS head_base_currency, o.base_minor AS head_base,
            EXISTS (SELECT FROM orders.payment_attempt g
                    WHERE g.order_id = o.id AND g.channel = 'gift-card' AND g.state = 'AUTHORISED') AS head_gift""";

    private static final String LOCK = "SELECT " + HEAD + " FROM orders.orders o WHERE o.id = :id FOR UPDATE";

    public Optional<Head> lock(Handle handle, OrderId id) {
        return handle.createQuery(LOCK)
                .bind("id", id.value())
                .map((row, context) -> head(row))
                .findOne();
    }

    /** Of a row with the columns of {@link #HEAD}. */
    public static Head head(ResultSet row) throws SQLException {
        String currency = row.getString("head_currency");
        Long customer = row.getObject("head_customer", Long.class);
        String visitor = row.getString("head_visitor");
        String base = row.getString("head_base_currency");
        return new Head(
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
                row.getBoolean("head_gift"));
    }

    /** The money is there: units are sold and the purchase is a fact. False when the order cannot be paid any more. */
    public boolean paid(Handle handle, Head order, String channel) {
        if (!OrderTransitions.allowed(order.state(), State.PAID)) {
            return false;
        }
        Instant now = clock.instant();
        List<Map<String, Object>> items = pay(handle, order, channel, now);
        stock.move(handle, order.id(), Move.SELL);
        if (order.gift()) {
            GiftPart.take(handle, order.id());
        }
        // A difference that is charged after the sale is no new purchase.
        if (order.source().equals("shop")) {
            announcer.announce(new Purchase(
                    order.id(),
                    order.number(),
                    "shop",
                    order.customer(),
                    order.measured(order.total()),
                    items,
                    now,
                    order.visitor()));
        } else {
            lock(handle, order.id()).ifPresent(paid -> follow(handle, paid));
        }
        return true;
    }

    /** Gives what was bought. */
    private static List<Map<String, Object>> pay(Handle handle, Head order, String channel, Instant now) {
        return handle.createQuery("""
                        WITH paid AS (
                            UPDATE orders.orders SET state = 'PAID', captured_minor = total_minor, paid_at = :now,
                                   sweep_at = NULL WHERE id = :id),
                        event AS (
                            INSERT INTO orders.order_event (order_id, at, actor, text_key, arguments)
                            VALUES (:id, :now, 'system', 'orders.event.paid', :arguments::jsonb))
                        SELECT code, sku, title, unit_price_minor, quantity, discount_minor FROM orders.order_line
                        WHERE order_id = :id ORDER BY line_no""")
                .bind("now", now)
                .bind("id", order.id().value())
                .bind("arguments", JsonText.of(Map.of("channel", word(channel))))
                .map((row, context) -> Map.<String, Object>of(
                        "item_id",
                        row.getString(1),
                        "sku",
                        row.getLong(2),
                        "item_name",
                        row.getString(3),
                        "price_minor",
                        row.getLong(4),
                        "quantity",
                        row.getInt(5),
                        "discount_minor",
                        row.getLong(6)))
                .list();
    }

    /** The order may go on waiting for its payment, and keeps what it reserved. */
    public void waitLonger(Handle handle, OrderId order, int hours) {
        for (String statement : List.of(
                "UPDATE orders.orders SET sweep_at = now() + make_interval(hours => :hours)"
                        + " WHERE id = :order AND state = 'PENDING_PAYMENT'",
                "UPDATE orders.reservation SET expires_at = now() + make_interval(hours => :hours)"
                        + " WHERE order_id = :order AND state = 'HELD'")) {
            handle.createUpdate(statement)
                    .bind("hours", hours)
                    .bind("order", order.value())
                    .execute();
        }
    }

    /** Nothing of the order changes: it had ended, or was paid, before this money came. */
    public void returned(Handle handle, Head order, PaymentReturned returned) {
        note(handle, order.id(), Entry.system("orders.event.surplus", Map.of("channel", word(returned.channel()))));
        announcer.announce(returned);
    }

    public void declined(Handle handle, Head order, PaymentFailed failed) {
        note(
                handle,
                order.id(),
                Entry.system(
                        "orders.event.declined",
                        Map.of("channel", word(failed.channel()), "reason", word(failed.reason()))));
        announcer.announce(failed);
    }

    /** Gives back stock, whatever adjusters used, and the cart, once. False when the order is past cancelling. */
    public boolean cancelled(Handle handle, Head order, String actor) {
        if (!OrderTransitions.allowed(order.state(), State.CANCELLED)) {
            return false;
        }
        handle.createUpdate("""
                        UPDATE orders.orders SET state = 'CANCELLED', cancelled_at = :now, sweep_at = NULL
                        WHERE id = :id""")
                .bind("now", clock.instant())
                .bind("id", order.id().value())
                .execute();
        GiftPart.release(handle, order.id());
        stock.move(handle, order.id(), Move.RELEASE);
        adjusters.release(order.id());
        CartStore.reopen(handle, order.id());
        SlotStore.release(handle, order.id());
        note(handle, order.id(), new Entry(actor, "orders.event.cancelled", Map.of()));
        if (order.source().equals("shop")) {
            announcer.announce(new OrderCancelled(
                    order.id(), order.number(), OrderCancelled.By.of(actor), clock.instant(), order.visitor()));
        }
        return true;
    }

    /**
     * A refund has arrived at the shopper; at the last cent the order is refunded, and units that never left the house
     * can be sold again.
     */
    public void refunded(Handle handle, Head order, String refund, Money amount) {
        Money refunded = order.refunded().plus(amount);
        boolean all = refunded.equals(order.captured());
        handle.createUpdate("""
                        UPDATE orders.orders SET refunded_minor = refunded_minor + :amount,
                               state = CASE WHEN :all THEN 'REFUNDED' ELSE state END WHERE id = :id""")
                .bind("amount", amount.minor())
                .bind("all", all && OrderTransitions.allowed(order.state(), State.REFUNDED))
                .bind("id", order.id().value())
                .execute();
        if (all && order.state() == State.PAID && !unitsClaimed(handle, order.id())) {
            stock.move(handle, order.id(), Move.RETURN);
        }
        if (all) {
            adjusters.release(order.id());
            SlotStore.release(handle, order.id());
        }
        note(
                handle,
                order.id(),
                Entry.system("orders.event.refunded", Map.of("amount", amount.major() + " " + amount.currency())));
        announcer.announce(new OrderRefunded(
                order.id(),
                order.number(),
                refund,
                order.customer(),
                order.measured(amount),
                clock.instant(),
                order.visitor()));
    }

    /**
     * Moves a paid order to where its lines are: everything has left, or has arrived, or was called off. Whoever changes
     * what is left, under way or called off says so here.
     */
    public void follow(Handle handle, Head order) {
        State next = OrderProgress.of(handle, order.id());
        if (!OrderTransitions.allowed(order.state(), next) || order.state() == State.PENDING_PAYMENT) {
            return;
        }
        handle.createUpdate("UPDATE orders.orders SET state = :state WHERE id = :id")
                .bind("state", next.name())
                .bind("id", order.id().value())
                .execute();
        if (next == State.REFUNDED) {
            adjusters.release(order.id());
            SlotStore.release(handle, order.id());
        }
    }

    /** Units that left by a cancellation or return had their stock booked with it. */
    private static boolean unitsClaimed(Handle handle, OrderId order) {
        return handle.createQuery("SELECT count(*) FROM orders.line_claim WHERE order_id = :order AND claimed > 0")
                        .bind("order", order.value())
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    /** A line of the timeline; {@code textKey} is a text of this module. */
    public record Entry(String actor, String textKey, Map<String, String> arguments) {

        public static Entry system(String textKey, Map<String, String> arguments) {
            return new Entry("system", textKey, arguments);
        }
    }

    /** A code as texts can choose by it: ICU's {@code select} takes no hyphens. */
    public static String word(String code) {
        return code.replace('-', '_');
    }

    public void note(Handle handle, OrderId order, Entry entry) {
        handle.createUpdate("""
                        INSERT INTO orders.order_event (order_id, at, actor, text_key, arguments)
                        VALUES (:order, :at, :actor, :key, :arguments::jsonb)""")
                .bind("order", order.value())
                .bind("at", clock.instant())
                .bind("actor", entry.actor())
                .bind("key", entry.textKey())
                .bind("arguments", JsonText.of(entry.arguments()))
                .execute();
    }
}
