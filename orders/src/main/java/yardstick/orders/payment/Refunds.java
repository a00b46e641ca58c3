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
import yardstick.orders.book.OrderHead;
import yardstick.orders.giftcard.GiftCardChannel;
import yardstick.orders.spi.PaymentChannel.Answer;
import yardstick.orders.spi.PaymentChannel.Idempotency;

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
    Provider provider;

    @Inject
    Crew crew;

    @Inject
    OrderBook book;

    @Override
    public String name() {
        return "orders.refunds";
    }

    @Override
    public Duration period() {
        return Duration.ofSeconds(2);
    }

    /** Asks for everything that is left of a paid order, each part where it came from. */
    public Outcome<Boolean> requestAll(OrderId id, String actor) {
        return database.write(handle -> {
            OrderHead order = book.lock(handle, id).orElseThrow();
            boolean requested = false;
            for (Attempt attempt : RefundStore.refundable(handle, order.id().value())) {
                String key = "cancel-" + attempt.id() + "-" + RefundStore.failed(handle, attempt);
                Money left = RefundStore.left(handle, attempt);
                requested |= left.isPositive()
                        && RefundStore.request(handle, new RefundStore.Request(key, attempt, left, actor));
            }
            if (!requested) {
                return Outcome.refused(Refusal.of("orders.nothing_to_refund"));
            }
            book.note(handle, id, new Entry(actor, "orders.event.refund_requested", Map.of()));
            return Outcome.done(true);
        });
    }

    /**
     * Asks for a part of what was paid, in the caller's transaction, which holds the order: from the channel first, from
     * a gift card last. False, and nothing asked for, when so much is not left, or when the key was used: the same
     * refund asked for twice is one refund.
     */
    public boolean request(Handle handle, OrderId id, String key, Money amount) {
        List<Attempt> paid = RefundStore.refundable(handle, id.value());
        Money none = Money.zero(amount.currency());
        Money left = paid.stream().map(each -> RefundStore.left(handle, each)).reduce(none, Money::plus);
        if (!amount.isPositive() || amount.compareTo(left) > 0 || RefundStore.known(handle, key)) {
            return false;
        }
        Money open = amount;
        for (Attempt attempt : paid) {
            Money part = open.min(RefundStore.left(handle, attempt));
            String own = attempt.channel().equals(GiftCardChannel.CODE) ? key + "-gift" : key;
            if (part.isPositive() && RefundStore.request(handle, new RefundStore.Request(own, attempt, part, key))) {
                open = open.minus(part);
            }
        }
        return open.isZero();
    }

    /** Asks again for what the provider refused; false when there is nothing of that kind. */
    public boolean again(OrderId id, String actor) {
        return database.write(handle -> {
            OrderHead order = book.lock(handle, id).orElseThrow();
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
        crew.each(due, this::tryToCarry);
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
        boolean repeatable = channels.of(attempt).traits().idempotency() == Idempotency.ONCE;
        if (refund.tries() > 0 && !repeatable) {
            database.execute(handle -> doubtful(handle, refund));
            return;
        }
        Answer answer = provider.refund(attempt, refund.key(), refund.amount());
        database.execute(handle -> {
            switch (answer) {
                case Answer.Refunded _ -> completed(handle, attempt, refund);
                case Answer.Declined(String _, String reason) -> refused(handle, attempt, refund, reason);
                default -> RefundStore.later(handle, refund);
            }
        });
    }

    /** Asking twice could pay twice: a person has to look whether the first one was made. */
    private static void doubtful(Handle handle, RefundStore.Open refund) {
        AttemptStore.park(handle, refund.attempt(), "refund_doubtful", refund.key());
        RefundStore.later(handle, refund);
    }

    private void refused(Handle handle, Attempt attempt, RefundStore.Open refund, String reason) {
        OrderHead order = book.lock(handle, new OrderId(attempt.order())).orElseThrow();
        if (RefundStore.finish(handle, refund, false)) {
            AttemptStore.park(handle, attempt.id(), "refund_refused", reason);
            book.note(handle, order.id(), Entry.system("orders.event.refund_failed", Map.of()));
        }
    }

    private void completed(Handle handle, Attempt attempt, RefundStore.Open refund) {
        OrderHead order = book.lock(handle, new OrderId(attempt.order())).orElseThrow();
        if (!RefundStore.finish(handle, refund, true)) {
            return;
        }
        if (RefundStore.allBack(handle, attempt)) {
            AttemptStore.closed(handle, attempt, PaymentState.REFUNDED, "");
        }
        if (!attempt.surplus()) {
            book.refunded(handle, order, refund.key(), refund.amount());
        }
    }
}
