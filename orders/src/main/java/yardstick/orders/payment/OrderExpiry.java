package yardstick.orders.payment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Handle;
import yardstick.kernel.Database;
import yardstick.kernel.RecurringTask;
import yardstick.orders.OrderId;
import yardstick.orders.book.OrderBook;
import yardstick.orders.book.OrderHead;

/**
 * Ends orders that nobody paid in time: first every open attempt is voided at the provider, and only when none is open
 * any more the order is cancelled and gives back what it held. A provider that does not answer delays the end.
 */
@ApplicationScoped
public class OrderExpiry implements RecurringTask {

    private static final Logger LOG = System.getLogger(OrderExpiry.class.getName());
    private static final int BATCH = 50;

    @Inject
    Database database;

    @Inject
    DefaultPayments payments;

    @Inject
    OrderBook book;

    @Inject
    Crew crew;

    @Override
    public String name() {
        return "orders.expiry";
    }

    @Override
    public Duration period() {
        return Duration.ofSeconds(5);
    }

    @Override
    public void run() {
        List<OrderId> due = database.read(handle -> handle.createQuery("""
                        SELECT id FROM orders.orders WHERE state = 'PENDING_PAYMENT' AND sweep_at <= now()
                        ORDER BY sweep_at LIMIT :limit""")
                .bind("limit", BATCH)
                .mapTo(Long.class)
                .map(OrderId::new)
                .list());
        crew.each(due, this::end);
    }

    /** One order that cannot be ended does not keep the others waiting. */
    private void end(OrderId order) {
        try {
            end(order, "system");
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "cannot end order " + order.value(), e);
            database.execute(handle -> later(handle, order));
        }
    }

    private static void later(Handle handle, OrderId order) {
        handle.createUpdate("UPDATE orders.orders SET sweep_at = now() + interval '30 seconds' WHERE id = :id")
                .bind("id", order.value())
                .execute();
    }

    /** True when the order is cancelled now; false when it was paid meanwhile or a provider has yet to answer. */
    public boolean end(OrderId id, String actor) {
        List<Attempt> attempts = database.read(handle -> AttemptStore.ofOrder(handle, id.value()));
        attempts.stream().filter(Attempt::open).forEach(payments::close);
        return database.write(handle -> {
            OrderHead order = book.lock(handle, id).orElseThrow();
            boolean open = AttemptStore.ofOrder(handle, id.value()).stream().anyMatch(Attempt::open);
            if (open) {
                later(handle, id);
                return false;
            }
            return book.cancelled(handle, order, actor);
        });
    }
}
