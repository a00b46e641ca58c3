package yardstick.orders.payment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import yardstick.kernel.Database;
import yardstick.kernel.Money;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;
import yardstick.kernel.Setting;
import yardstick.kernel.Settings;
import yardstick.orders.Order.PaymentState;
import yardstick.orders.OrderId;
import yardstick.orders.Payments;
import yardstick.orders.book.OrderBook;
import yardstick.orders.cart.Tokens;
import yardstick.orders.spi.PaymentChannel;
import yardstick.orders.spi.PaymentChannel.Answer;
import yardstick.orders.spi.PaymentChannel.Notice;

/** Begins attempts, hears webhooks and returns, and asks again. No transaction is open while a provider is called. */
@ApplicationScoped
public class DefaultPayments implements Payments {

    private static final Logger LOG = System.getLogger(DefaultPayments.class.getName());

    @Inject
    Database database;

    @Inject
    Channels channels;

    @Inject
    Settlement settlement;

    @Inject
    OrderBook book;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    /** Where an attempt starts from. */
    public record Start(OrderId order, String channel, Money amount, String returnUrl) {}

    /** Records a new attempt in the caller's transaction; {@link #begin(String)} carries it to the provider. */
    public String prepare(org.jdbi.v3.core.Handle handle, Start start) {
        String id = Tokens.next();
        AttemptStore.insert(
                handle,
                new Attempt(
                        id,
                        start.order().value(),
                        "",
                        true,
                        start.channel(),
                        PaymentState.CREATED,
                        start.amount(),
                        0,
                        false,
                        start.returnUrl(),
                        webhookUrl(start),
                        null,
                        null,
                        0,
                        clock.instant()));
        return id;
    }

    private String webhookUrl(Start start) {
        String base = settings.text(Setting.SHOP_URL);
        if (base.isEmpty()) {
            java.net.URI page = java.net.URI.create(start.returnUrl());
            base = page.getScheme() + "://" + page.getAuthority();
        }
        return base + WEBHOOK_PATH + start.channel();
    }

    /** Asks the provider to begin and returns where to send the browser: the provider, or the order page. */
    public String begin(String attemptId) {
        Attempt attempt = attempt(attemptId);
        Answer answer = channels.of(attempt).begin(attempt.forChannel());
        settlement.apply(attempt, answer);
        return answer instanceof Answer.Redirect(String _, String url) ? url : attempt.returnUrl();
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
                .filter(attempt -> attempt.wanted() && AttemptTransitions.open(attempt.state()))
                .findFirst()
                .orElse(null);
        if (open == null) {
            return orderPage;
        }
        String provider = open.redirectUrl();
        return provider == null ? begin(open.id()) : provider;
    }

    private List<Attempt> attempts(OrderId order) {
        return database.read(handle -> AttemptStore.ofOrder(handle, order.value()));
    }

    @Override
    public void returned(String orderToken) {
        orderOf(orderToken)
                .map(this::attempts)
                .ifPresent(attempts -> attempts.stream()
                        .filter(attempt -> AttemptTransitions.open(attempt.state()))
                        .forEach(this::ask));
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
     * key, which cannot charge twice. One that its order no longer waits for is voided instead.
     */
    void ask(Attempt attempt) {
        if (!attempt.wanted()) {
            close(attempt);
            return;
        }
        PaymentChannel channel = channels.of(attempt);
        Answer answer = channel.query(attempt.forChannel());
        settlement.apply(attempt, answer instanceof Answer.Missing ? channel.begin(attempt.forChannel()) : answer);
    }

    /** Tries to void; afterwards the attempt is closed, or an answer is still awaited. */
    void close(Attempt attempt) {
        Answer answer = channels.of(attempt).cancel(attempt.forChannel());
        boolean neverArrived = answer instanceof Answer.Missing
                && attempt.createdAt().isBefore(clock.instant().minusSeconds(120));
        settlement.apply(attempt, neverArrived ? new Answer.Voided("") : answer);
    }

    @Override
    public WebhookAnswer webhook(String channel, Map<String, String> headers, byte[] body) {
        PaymentChannel known = channels.find(channel).orElse(null);
        if (known == null) {
            return WebhookAnswer.MALFORMED;
        }
        try {
            Optional<Notice> notice = verified(known, headers, body);
            return notice.isPresent() ? heard(channel, notice.get()) : WebhookAnswer.BAD_SIGNATURE;
        } catch (MalformedNoticeException e) {
            LOG.log(Level.WARNING, "malformed webhook of " + channel + ": " + e.getMessage());
            return WebhookAnswer.MALFORMED;
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "a webhook of " + channel + " could not be applied and is expected again", e);
            return WebhookAnswer.TRY_LATER;
        }
    }

    private static Optional<Notice> verified(PaymentChannel channel, Map<String, String> headers, byte[] body) {
        try {
            return channel.verify(headers, body);
        } catch (JsonException | ClassCastException | NullPointerException | IllegalArgumentException e) {
            throw new MalformedNoticeException(e);
        }
    }

    /** Signed, but not what the protocol says. */
    private static final class MalformedNoticeException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        MalformedNoticeException(RuntimeException cause) {
            super(cause);
        }
    }

    private WebhookAnswer heard(String channel, Notice notice) {
        return database.write(handle -> {
            Attempt attempt = AttemptStore.find(handle, notice.attemptId()).orElse(null);
            if (attempt == null || !attempt.channel().equals(channel)) {
                AttemptStore.park(handle, notice.attemptId(), "unknown_attempt", channel);
                return WebhookAnswer.ACCEPTED;
            }
            int fresh = handle.createUpdate("""
                            INSERT INTO orders.webhook_inbox (event_id, channel, attempt_id)
                            VALUES (:event, :channel, :attempt) ON CONFLICT DO NOTHING""")
                    .bind("event", notice.eventId())
                    .bind("channel", channel)
                    .bind("attempt", attempt.id())
                    .execute();
            if (fresh == 1) {
                settlement.apply(attempt, checked(attempt, notice));
            }
            return WebhookAnswer.ACCEPTED;
        });
    }

    private static Answer checked(Attempt attempt, Notice notice) {
        if (!notice.orderNumber().equals(attempt.orderNumber())) {
            return new Answer.Mismatch("order " + notice.orderNumber());
        }
        return notice.amount().equals(attempt.amount())
                ? notice.answer()
                : new Answer.Mismatch("amount " + notice.amount());
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
        List<Attempt> open = attempts(order).stream()
                .filter(attempt -> AttemptTransitions.open(attempt.state()))
                .toList();
        for (Attempt attempt : open) {
            String provider = attempt.redirectUrl();
            if (attempt.wanted() && attempt.channel().equals(channel) && provider != null) {
                return Outcome.done(provider);
            }
        }
        open.forEach(this::close);
        String back = returnUrl.replace("{token}", orderToken);
        Outcome<String> prepared = database.write(handle -> prepareRetry(handle, order, channel, back));
        return prepared.map(this::begin);
    }

    private Outcome<String> prepareRetry(org.jdbi.v3.core.Handle handle, OrderId id, String channel, String returnUrl) {
        OrderBook.Head order = book.lock(handle, id).orElseThrow();
        if (order.state() != yardstick.orders.Order.State.PENDING_PAYMENT) {
            return Outcome.refused(Refusal.of("orders.not_waiting_for_payment"));
        }
        boolean open = AttemptStore.ofOrder(handle, id.value()).stream()
                .anyMatch(attempt -> AttemptTransitions.open(attempt.state()));
        if (open) {
            return Outcome.refused(Refusal.of("orders.payment_still_unknown"));
        }
        return Outcome.done(prepare(handle, new Start(id, channel, order.total(), returnUrl)));
    }
}
