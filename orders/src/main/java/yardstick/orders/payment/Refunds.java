package yardstick.orders.payment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import yardstick.kernel.Database;
import yardstick.kernel.Money;
import yardstick.kernel.Outcome;
import yardstick.kernel.RecurringTask;
import yardstick.kernel.Refusal;
import yardstick.orders.Order.PaymentState;
import yardstick.orders.OrderId;
import yardstick.orders.book.OrderBook;
import yardstick.orders.book.OrderBook.Entry;
import yardstick.orders.spi.PaymentChannel.Answer;

/** Carries requested refunds to the provider until they are done; the request is durable before the first call. */
@ApplicationScoped
public class Refunds implements RecurringTask {

    private static final Logger LOG = System.getLogger(Refunds.class.getName());
    private static final int BATCH = 50;

    @Inject
    Database database;

    @Inject
    Channels channels;

    @Inject
    OrderBook book;

    Refunds() {}

    /** Outside a container. */
    public Refunds(Database database, Channels channels, OrderBook book) {
        this.database = database;
        this.channels = channels;
        this.book = book;
    }

    @Override
    public String name() {
        return "orders.refunds";
    }

    @Override
    public Duration period() {
        return Duration.ofSeconds(2);
    }

    /** Asks for everything that is left of a paid order. */
    public Outcome<Boolean> requestAll(OrderId id, String actor) {
        return database.write(handle -> {
            OrderBook.Head order = book.lock(handle, id).orElseThrow();
            String attemptId = RefundStore.refundable(handle, id.value()).orElse("");
            Attempt attempt = AttemptStore.find(handle, attemptId).orElse(null);
            if (attempt == null) {
                return Outcome.refused(Refusal.of("orders.nothing_to_refund"));
            }
            boolean requested = RefundStore.request(
                    handle,
                    new RefundStore.Request(
                            "cancel-" + attempt.id() + "-" + RefundStore.failed(handle, attempt),
                            attempt,
                            order.captured().minus(order.refunded()),
                            actor));
            if (!requested) {
                return Outcome.refused(Refusal.of("orders.nothing_to_refund"));
            }
            book.note(handle, id, new Entry(actor, "orders.event.refund_requested", Map.of()));
            return Outcome.done(true);
        });
    }

    /**
     * Asks for a part of a paid order in the caller's transaction, which holds the order. False when so much is not left,
     * or when the key was used: the same refund asked for twice is one refund.
     */
    public boolean request(Handle handle, OrderId id, String key, Money amount) {
        return RefundStore.refundable(handle, id.value())
                .flatMap(attempt -> AttemptStore.find(handle, attempt))
                .filter(attempt -> RefundStore.request(handle, new RefundStore.Request(key, attempt, amount, key)))
                .isPresent();
    }

    /** Asks again for what the provider refused; false when there is nothing of that kind. */
    public boolean again(OrderId id, String actor) {
        return database.write(handle -> {
            OrderBook.Head order = book.lock(handle, id).orElseThrow();
            long asked = RefundStore.failedOf(handle, order.id().value()).stream()
                    .filter(refused -> request(handle, id, refused.key() + "-again", refused.amount()))
                    .count();
            if (asked > 0) {
                book.note(handle, id, new Entry(actor, "orders.event.refund_requested", Map.of()));
            }
            return asked > 0;
        });
    }

    @Override
    public void run() {
        List<RefundStore.Open> due = database.read(handle -> RefundStore.due(handle, BATCH));
        due.forEach(this::tryToCarry);
    }

    /** Does now what the task would do in a moment, for one order. */
    public void carryOf(OrderId order) {
        database.read(handle -> RefundStore.openOf(handle, order.value())).forEach(this::tryToCarry);
    }

    /** One refund that cannot be carried does not keep the others waiting. */
    private void tryToCarry(RefundStore.Open refund) {
        try {
            carry(refund);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "cannot carry refund " + refund.key(), e);
            database.execute(handle -> RefundStore.later(handle, refund));
        }
    }

    private void carry(RefundStore.Open refund) {
        Attempt attempt = database.read(
                handle -> AttemptStore.find(handle, refund.attempt()).orElseThrow());
        Answer answer = channels.of(attempt).refund(attempt.forChannel(), refund.key(), refund.amount());
        database.execute(handle -> {
            switch (answer) {
                case Answer.Refunded _ -> completed(handle, attempt, refund);
                case Answer.Declined(String _, String reason) -> refused(handle, attempt, refund, reason);
                default -> RefundStore.later(handle, refund);
            }
        });
    }

    private void refused(Handle handle, Attempt attempt, RefundStore.Open refund, String reason) {
        OrderBook.Head order = book.lock(handle, new OrderId(attempt.order())).orElseThrow();
        if (RefundStore.finish(handle, refund, false)) {
            AttemptStore.park(handle, attempt.id(), "refund_refused", reason);
            book.note(handle, order.id(), Entry.system("orders.event.refund_failed", Map.of()));
        }
    }

    private void completed(Handle handle, Attempt attempt, RefundStore.Open refund) {
        OrderBook.Head order = book.lock(handle, new OrderId(attempt.order())).orElseThrow();
        if (!RefundStore.finish(handle, refund, true)) {
            return;
        }
        if (attempt.surplus() || refund.amount().equals(attempt.amount())) {
            AttemptStore.closed(handle, attempt, PaymentState.REFUNDED, "");
        }
        if (!attempt.surplus()) {
            book.refunded(handle, order, refund.key(), refund.amount());
        }
    }
}
