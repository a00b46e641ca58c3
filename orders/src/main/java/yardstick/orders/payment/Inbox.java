package yardstick.orders.payment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Database;
import yardstick.orders.Payments.WebhookAnswer;
import yardstick.orders.spi.PaymentChannel;
import yardstick.orders.spi.PaymentChannel.Answer;
import yardstick.orders.spi.PaymentChannel.Notice;

/**
 * What providers tell by webhook. Every rightly signed event is a row with what came of it; the row and its effect are
 * one transaction, so that an event is applied once however often and in whatever order events come.
 */
@ApplicationScoped
public class Inbox {

    private static final Logger LOG = System.getLogger(Inbox.class.getName());

    @Inject
    Database database;

    @Inject
    Channels channels;

    @Inject
    Settlement settlement;

    WebhookAnswer take(String channel, Map<String, String> headers, byte[] body) {
        PaymentChannel known = channels.find(channel).orElse(null);
        if (known == null) {
            return WebhookAnswer.MALFORMED;
        }
        try {
            Optional<Notice> notice = verified(known, headers, body);
            return notice.isPresent() ? heard(new Post(channel, notice.get(), body)) : unsigned(channel);
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

    /** One row for all of them: anybody can send such calls, but a changed secret looks the same. */
    private WebhookAnswer unsigned(String channel) {
        database.execute(handle -> AttemptStore.park(handle, "", "bad_signature", channel));
        return WebhookAnswer.BAD_SIGNATURE;
    }

    private record Post(String channel, Notice notice, byte[] body) {}

    private WebhookAnswer heard(Post post) {
        return database.write(handle -> {
            AttemptStore.Locked locked =
                    AttemptStore.lock(handle, post.notice().attemptId()).orElse(null);
            Answer answer = locked == null || !locked.attempt().channel().equals(post.channel())
                    ? null
                    : checked(locked.attempt(), post.notice());
            if (!store(handle, post, verdict(answer))) {
                return WebhookAnswer.ACCEPTED;
            }
            if (locked == null || answer == null) {
                AttemptStore.park(handle, post.notice().attemptId(), "unknown_attempt", post.channel());
            } else {
                settlement.apply(handle, locked, answer);
            }
            return WebhookAnswer.ACCEPTED;
        });
    }

    private static String verdict(@Nullable Answer answer) {
        return answer == null ? "STRANGER" : answer instanceof Answer.Mismatch ? "MISMATCH" : "APPLIED";
    }

    /** True for an event that was not there yet. */
    private static boolean store(Handle handle, Post post, String verdict) {
        Notice notice = post.notice();
        return handle.createQuery("""
                        INSERT INTO orders.webhook_inbox AS inbox (event_id, channel, attempt_id, verdict, says, payload)
                        VALUES (:event, :channel, :attempt, :verdict, :says, :payload)
                        ON CONFLICT (event_id) DO UPDATE SET times = inbox.times + 1, last_at = now()
                        RETURNING times""")
                        .bind("event", notice.eventId())
                        .bind("channel", post.channel())
                        .bind("attempt", notice.attemptId())
                        .bind("verdict", verdict)
                        .bind("says", notice.answer().getClass().getSimpleName())
                        .bind("payload", new String(post.body(), StandardCharsets.UTF_8))
                        .mapTo(Integer.class)
                        .one()
                == 1;
    }

    private static Answer checked(Attempt attempt, Notice notice) {
        if (!notice.orderNumber().equals(attempt.orderNumber())) {
            return new Answer.Mismatch("order " + notice.orderNumber());
        }
        return notice.amount().equals(attempt.amount())
                ? notice.answer()
                : new Answer.Mismatch("amount " + notice.amount());
    }
}
