package yardstick.orders.book;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import yardstick.kernel.Announcer;
import yardstick.kernel.Money;
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

    private static final String LOCK =
            "SELECT " + OrderHead.COLUMNS + " FROM orders.orders o WHERE o.id = :id FOR UPDATE";

    public Optional<OrderHead> lock(Handle handle, OrderId id) {
        return handle.createQuery(LOCK)
                .bind("id", id.value())
                .map((row, context) -> OrderHead.of(row))
                .findOne();
    }

    /** The money is there: units are sold and the purchase is a fact. False when the order cannot be paid any more. */
    public boolean paid(Handle handle, OrderHead order, String channel) {
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
            announcer.announce(new OrderPaid(order));
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
    private static List<Map<String, Object>> pay(Handle handle, OrderHead order, String channel, Instant now) {
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
    public void returned(Handle handle, OrderHead order, PaymentReturned returned) {
        note(handle, order.id(), Entry.system("orders.event.surplus", Map.of("channel", word(returned.channel()))));
        announcer.announce(returned);
    }

    public void declined(Handle handle, OrderHead order, PaymentFailed failed) {
        note(
                handle,
                order.id(),
                Entry.system(
                        "orders.event.declined",
                        Map.of("channel", word(failed.channel()), "reason", word(failed.reason()))));
        announcer.announce(failed);
    }

    /** Gives back stock, whatever adjusters used, and the cart, once. False when the order is past cancelling. */
    public boolean cancelled(Handle handle, OrderHead order, String actor) {
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
    public void refunded(Handle handle, OrderHead order, String refund, Money amount) {
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
    public void follow(Handle handle, OrderHead order) {
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
