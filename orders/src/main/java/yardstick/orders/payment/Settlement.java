package yardstick.orders.payment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import yardstick.kernel.Database;
import yardstick.kernel.Money;
import yardstick.kernel.Setting;
import yardstick.kernel.Settings;
import yardstick.orders.Order.PaymentState;
import yardstick.orders.PaymentFailed;
import yardstick.orders.PaymentReturned;
import yardstick.orders.book.OrderBook;
import yardstick.orders.book.OrderBook.Entry;
import yardstick.orders.book.OrderHead;
import yardstick.orders.risk.Declines;
import yardstick.orders.slot.SlotStore;
import yardstick.orders.spi.DeclineReason;
import yardstick.orders.spi.PaymentChannel.Answer;
import yardstick.orders.spi.PaymentChannel.Capturing;

/**
 * The one place where a provider's answer changes anything, whether it came with the call, the webhook, the browser's
 * return or an active query. Order and attempt are locked in this order, so that any mix and repetition of answers ends
 * in one state.
 */
@ApplicationScoped
public class Settlement {

    @Inject
    Database database;

    @Inject
    OrderBook book;

    @Inject
    Channels channels;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    /** Applies the answer in a transaction of its own, or the caller's. */
    void apply(Attempt known, Answer answer) {
        database.execute(handle -> {
            boolean done = answer instanceof Answer.Action(String provider, String url)
                    && AttemptStore.redirected(handle, known, provider, url);
            if (!done) {
                apply(handle, lock(handle, known.id()), answer);
            }
        });
    }

    private static AttemptStore.Locked lock(Handle handle, String attempt) {
        return AttemptStore.lock(handle, attempt)
                .orElseThrow(() -> new IllegalStateException("no such attempt: " + attempt));
    }

    void apply(Handle handle, AttemptStore.Locked locked, Answer answer) {
        apply(handle, locked.order(), new Heard(locked.attempt(), answer));
    }

    /** What was said of which attempt. */
    private record Heard(Attempt attempt, Answer answer) {}

    private void apply(Handle handle, OrderHead order, Heard heard) {
        Attempt attempt = heard.attempt();
        switch (heard.answer()) {
            case Answer.Action(String provider, String url) -> {
                if (!AttemptStore.redirected(handle, attempt, provider, url)) {
                    waiting(handle, attempt, PaymentState.AUTHORISED);
                }
            }
            case Answer.Authorised(String provider) -> authorised(handle, order, new Held(attempt, provider));
            case Answer.Captured(String _, Money amount) -> captured(handle, order, new Capture(attempt, amount));
            case Answer.Declined(String _, String reason) -> declined(handle, order, new Decline(attempt, reason));
            case Answer.Voided _ -> closed(handle, attempt, PaymentState.VOIDED);
            case Answer.Refunded _ -> refunded(handle, attempt);
            case Answer.Unknown _, Answer.Missing _ -> waiting(handle, attempt, PaymentState.UNKNOWN);
            case Answer.Rejected(String why) -> rejected(handle, order, new Decline(attempt, why));
            case Answer.Mismatch(String what) -> {
                AttemptStore.park(handle, attempt.id(), "mismatch", what);
                waiting(handle, attempt, attempt.state());
            }
        }
    }

    private record Held(Attempt attempt, String provider) {}

    /** Money that staff takes later keeps its order waiting, and its stock reserved, for as long as the shop allows. */
    private void authorised(Handle handle, OrderHead order, Held held) {
        Attempt attempt = held.attempt();
        if (!attempt.open()) {
            return;
        }
        AttemptStore.authorised(handle, attempt, held.provider());
        boolean byStaff = channels.of(attempt).traits().capturing() == Capturing.BY_STAFF;
        if (byStaff && attempt.state() != PaymentState.AUTHORISED) {
            int hours = Math.max(
                    settings.number(Setting.PAYMENT_HOLD_HOURS),
                    SlotStore.hoursLeft(handle, order.id(), clock.instant()));
            book.waitLonger(handle, order.id(), hours);
            book.note(
                    handle,
                    order.id(),
                    Entry.system("orders.event.authorised", Map.of("channel", OrderBook.word(attempt.channel()))));
        }
    }

    /** The refund's own answer settles it, so a notice says nothing new, unless we never saw the capture. */
    private static void refunded(Handle handle, Attempt attempt) {
        if (attempt.state() != PaymentState.CAPTURED && attempt.state() != PaymentState.REFUNDED) {
            AttemptStore.park(handle, attempt.id(), "refunded", "refunded while " + attempt.state());
            waiting(handle, attempt, attempt.state());
        }
    }

    private static void waiting(Handle handle, Attempt attempt, PaymentState state) {
        if (attempt.open()) {
            boolean moves = AttemptTransitions.allowed(attempt.state(), state);
            AttemptStore.waiting(handle, attempt, moves ? state : attempt.state());
        }
    }

    private static void closed(Handle handle, Attempt attempt, PaymentState state) {
        if (AttemptTransitions.allowed(attempt.state(), state)) {
            AttemptStore.closed(handle, attempt, state, "");
        } else if (attempt.state() != state) {
            AttemptStore.park(handle, attempt.id(), "late", state + " after " + attempt.state());
        }
    }

    private record Decline(Attempt attempt, String reason) {}

    /**
     * Somebody has to look: the provider takes no calls of this shop. When it was the very first call of the attempt,
     * nothing of it can have arrived, and the shopper is free to pay otherwise at once.
     */
    private void rejected(Handle handle, OrderHead order, Decline rejection) {
        Attempt attempt = rejection.attempt();
        AttemptStore.park(handle, "", "rejected", attempt.channel() + ": " + rejection.reason());
        boolean first =
                attempt.state() == PaymentState.CREATED && attempt.checks() == 0 && attempt.providerId() == null;
        if (first) {
            declined(handle, order, new Decline(attempt, DeclineReason.CHANNEL_UNAVAILABLE.code()));
        } else {
            waiting(handle, attempt, attempt.providerId() == null ? PaymentState.UNKNOWN : attempt.state());
        }
    }

    private void declined(Handle handle, OrderHead order, Decline decline) {
        Attempt attempt = decline.attempt();
        if (!AttemptTransitions.allowed(attempt.state(), PaymentState.DECLINED)) {
            closed(handle, attempt, PaymentState.DECLINED);
            return;
        }
        DeclineReason why = reason(attempt, decline.reason());
        String reason = why.code();
        AttemptStore.closed(handle, attempt, PaymentState.DECLINED, reason);
        if (why != DeclineReason.CHANNEL_UNAVAILABLE) {
            Declines.count(handle, attempt.id(), clock.instant());
        }
        book.declined(
                handle,
                order,
                new PaymentFailed(
                        order.id(),
                        order.number(),
                        attempt.id(),
                        attempt.channel(),
                        reason,
                        attempt.amount(),
                        clock.instant(),
                        order.visitor()));
    }

    private DeclineReason reason(Attempt attempt, String said) {
        DeclineReason known = DeclineReason.of(said);
        return known == DeclineReason.OTHER ? channels.of(attempt).normalise(said) : known;
    }

    private record Capture(Attempt attempt, Money amount) {}

    /** The money pays the order, or, when the order does not wait for it any more, goes back in full. */
    private void captured(Handle handle, OrderHead order, Capture capture) {
        Attempt attempt = capture.attempt();
        if (!capture.amount().equals(attempt.amount())) {
            AttemptStore.park(handle, attempt.id(), "mismatch", "captured " + capture.amount());
            waiting(handle, attempt, attempt.state());
            return;
        }
        if (!AttemptTransitions.allowed(attempt.state(), PaymentState.CAPTURED)) {
            return;
        }
        boolean pays = book.paid(handle, order, attempt.channel());
        AttemptStore.captured(handle, attempt, !pays);
        if (!pays) {
            RefundStore.request(
                    handle,
                    new RefundStore.Request(
                            "surplus-" + attempt.id(), attempt, attempt.amount(), "the order no longer waited for it"));
            book.returned(
                    handle,
                    order,
                    new PaymentReturned(
                            order.id(),
                            order.number(),
                            attempt.id(),
                            attempt.channel(),
                            attempt.amount(),
                            clock.instant(),
                            order.visitor()));
        }
    }
}
