package yardstick.orders.payment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import yardstick.kernel.Database;
import yardstick.kernel.Money;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;
import yardstick.kernel.Setting;
import yardstick.kernel.Settings;
import yardstick.orders.Checkout;
import yardstick.orders.Order;
import yardstick.orders.Order.PaymentState;
import yardstick.orders.OrderId;
import yardstick.orders.Payments;
import yardstick.orders.book.OrderBook;
import yardstick.orders.book.OrderHead;
import yardstick.orders.cart.Tokens;
import yardstick.orders.giftcard.GiftPart;
import yardstick.orders.slot.SlotStore;
import yardstick.orders.spi.PaymentChannel.Answer;
import yardstick.orders.spi.PaymentChannel.Capturing;
import yardstick.orders.spi.PaymentChannel.Flow;
import yardstick.orders.spi.PaymentChannel.Idempotency;

/** Begins attempts, hears webhooks and returns, and asks again. No transaction is open while a provider is called. */
@ApplicationScoped
public class DefaultPayments implements Payments {

    @Inject
    Database database;

    @Inject
    Channels channels;

    @Inject
    Provider provider;

    @Inject
    Settlement settlement;

    @Inject
    Inbox inbox;

    @Inject
    OrderBook book;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    /** Where an attempt starts from. */
    public record Start(OrderId order, String number, String channel, Money amount, String returnUrl) {}

    /** Records a new attempt in the caller's transaction; {@link #begin(Attempt)} carries it to the provider. */
    public Attempt prepare(Handle handle, Start start) {
        Flow flow = channels.find(start.channel()).orElseThrow().traits().flow();
        Attempt attempt = new Attempt(
                Tokens.next(),
                start.order().value(),
                start.number(),
                true,
                start.channel(),
                PaymentState.CREATED,
                start.amount(),
                0,
                false,
                start.returnUrl(),
                flow == Flow.OFFLINE ? "" : webhookUrl(start),
                null,
                null,
                flow,
                0,
                clock.instant());
        AttemptStore.insert(handle, attempt);
        return attempt;
    }

    private String webhookUrl(Start start) {
        String base = settings.text(Setting.SHOP_URL);
        if (base.isEmpty()) {
            URI page = URI.create(start.returnUrl());
            base = page.getScheme() + "://" + page.getAuthority();
        }
        return base + WEBHOOK_PATH + start.channel();
    }

    /** Asks the provider to begin and returns where to send the browser: the provider, or the order page. */
    public String begin(Attempt attempt) {
        Answer answer = provider.begin(attempt);
        settlement.apply(attempt, answer);
        return attempt.flow() == Flow.REDIRECT && answer instanceof Answer.Action(String _, String url)
                ? url
                : attempt.returnUrl();
    }

    private Attempt attempt(String id) {
        return database.read(handle -> AttemptStore.find(handle, id).orElseThrow());
    }

    /**
     * Where the browser of an order that was placed before belongs now. An attempt whose beginning was not answered yet
     * is begun again under its key: that is the second click of a double click, and the answer is the same.
     */
    public String continueAt(OrderId order, String orderPage) {
        Attempt open = attempts(order).stream()
                .filter(attempt -> attempt.wanted() && attempt.open())
                .findFirst()
                .orElse(null);
        if (open == null) {
            return orderPage;
        }
        return goOn(open);
    }

    private String goOn(Attempt open) {
        return open.begun() || !repeatable(open) ? open.next() : begin(open);
    }

    private boolean repeatable(Attempt attempt) {
        return channels.of(attempt).traits().idempotency() == Idempotency.ONCE;
    }

    private List<Attempt> attempts(OrderId order) {
        return database.read(handle -> AttemptStore.ofOrder(handle, order.value()));
    }

    @Override
    public void returned(String orderToken) {
        orderOf(orderToken)
                .map(this::attempts)
                .ifPresent(attempts -> attempts.stream().filter(Attempt::open).forEach(this::ask));
    }

    private Optional<OrderId> orderOf(String token) {
        return database.read(handle -> handle.createQuery("SELECT id FROM orders.orders WHERE token = :token")
                .bind("token", token)
                .mapTo(Long.class)
                .findOne()
                .map(OrderId::new));
    }

    /**
     * Asks the provider what became of the attempt. One that never arrived is begun again under the same idempotency
     * key, which cannot charge twice. One that its order no longer waits for is voided instead; money that is authorised
     * and is to be taken at once is taken.
     */
    void ask(Attempt attempt) {
        if (!attempt.wanted()) {
            close(attempt);
            return;
        }
        Answer answer = provider.query(attempt);
        if (answer instanceof Answer.Missing) {
            answer = provider.begin(attempt);
        } else if (answer instanceof Answer.Authorised
                && channels.of(attempt).traits().capturing() == Capturing.AT_ONCE) {
            settlement.apply(attempt, answer);
            answer = provider.capture(attempt);
        }
        settlement.apply(attempt, answer);
    }

    /**
     * Tries to void; afterwards the attempt is closed, or an answer is still awaited. One that has not arrived may still
     * be on its way: where only the shopper can make it cost money, it is begun under its key and voided, so that a late
     * first call finds it void. Elsewhere it counts as lost after two minutes.
     */
    void close(Attempt attempt) {
        Answer answer = provider.cancel(attempt);
        if (answer instanceof Answer.Missing) {
            if (attempt.createdAt().isBefore(clock.instant().minusSeconds(120))) {
                answer = new Answer.Voided("");
            } else if (attempt.flow() != Flow.OFFLINE && repeatable(attempt)) {
                answer = provider.begin(attempt);
                answer = answer instanceof Answer.Action ? provider.cancel(attempt) : answer;
            }
        }
        settlement.apply(attempt, answer);
    }

    /** Asks about an attempt that may be closed here: money that was taken after all is found that way. */
    public void askAgain(String id) {
        Attempt attempt = attempt(id);
        settlement.apply(attempt, provider.query(attempt));
    }

    /** The attempt whose money staff can take now. */
    public Optional<String> takeable(OrderId order) {
        return attempts(order).stream()
                .filter(attempt -> attempt.wanted()
                        && attempt.state() == PaymentState.AUTHORISED
                        && channels.of(attempt).traits().capturing() == Capturing.BY_STAFF)
                .map(Attempt::id)
                .findFirst();
    }

    /** Takes authorised money, or books cash; twice is once. */
    public Outcome<Boolean> take(OrderId order, String actor) {
        String id = takeable(order).orElse(null);
        if (id == null) {
            return Outcome.refused(Refusal.of("orders.nothing_to_take"));
        }
        database.execute(
                handle -> book.note(handle, order, new OrderBook.Entry(actor, "orders.event.taken", Map.of())));
        Attempt attempt = attempt(id);
        settlement.apply(attempt, provider.capture(attempt));
        return attempt(id).state() == PaymentState.CAPTURED
                ? Outcome.done(true)
                : Outcome.refused(Refusal.of("orders.not_taken"));
    }

    @Override
    public WebhookAnswer webhook(String channel, Map<String, String> headers, byte[] body) {
        return inbox.take(channel, headers, body);
    }

    @Override
    public List<Checkout.Channel> choices(OrderId order) {
        return channels.offered(database.read(handle -> SlotStore.booked(handle, order)));
    }

    @Override
    public Outcome<String> retry(String orderToken, String channel, String returnUrl) {
        if (!channels.offers(channel)) {
            return Outcome.refused(Refusal.of("orders.unknown_channel"));
        }
        OrderId order = orderOf(orderToken).orElse(null);
        if (order == null) {
            return Outcome.refused(Refusal.of("orders.unknown_order"));
        }
        List<Attempt> open = attempts(order).stream().filter(Attempt::open).toList();
        for (Attempt attempt : open) {
            if (attempt.wanted() && attempt.channel().equals(channel) && (attempt.begun() || repeatable(attempt))) {
                String at = goOn(attempt);
                return attempt(attempt.id()).state() == PaymentState.UNKNOWN
                        ? Outcome.refused(Refusal.of("orders.payment_still_unknown"))
                        : Outcome.done(at);
            }
        }
        open.forEach(this::close);
        String back = returnUrl.replace("{token}", orderToken);
        Outcome<Attempt> prepared = database.write(handle -> prepareRetry(handle, order, channel, back));
        return prepared.map(this::begin);
    }

    /** The replacement of an exchange whose goods are not back: what is to be paid is not known yet. */
    private static boolean held(Handle handle, OrderId order) {
        return handle.createQuery("""
                        SELECT EXISTS (SELECT FROM orders.after_sale
                                       WHERE replacement_order = :order AND state NOT IN ('REFUNDED', 'REFUSED', 'WITHDRAWN'))""")
                .bind("order", order.value())
                .mapTo(Boolean.class)
                .one();
    }

    private Outcome<Attempt> prepareRetry(Handle handle, OrderId id, String channel, String returnUrl) {
        OrderHead order = book.lock(handle, id).orElseThrow();
        if (order.state() != Order.State.PENDING_PAYMENT) {
            return Outcome.refused(Refusal.of("orders.not_waiting_for_payment"));
        }
        if (!Channels.fits(channel, SlotStore.booked(handle, id))) {
            return Outcome.refused(Refusal.of("orders.cash_needs_pickup"));
        }
        if (held(handle, id)) {
            return Outcome.refused(Refusal.of("orders.exchange_first_back"));
        }
        if (AttemptStore.ofOrder(handle, id.value()).stream().anyMatch(Attempt::open)) {
            return Outcome.refused(Refusal.of("orders.payment_still_unknown"));
        }
        Money due = order.total().minus(GiftPart.held(handle, order));
        return Outcome.done(prepare(handle, new Start(id, order.number(), channel, due, returnUrl)));
    }
}
