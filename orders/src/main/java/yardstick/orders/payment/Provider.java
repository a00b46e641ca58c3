package yardstick.orders.payment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.function.Function;
import yardstick.kernel.Money;
import yardstick.orders.spi.PaymentChannel;
import yardstick.orders.spi.PaymentChannel.Answer;

/** Speaks to the channel of an attempt and counts how that went. Never called inside a transaction. */
@ApplicationScoped
public class Provider {

    @Inject
    Channels channels;

    Answer begin(Attempt attempt) {
        return ask(attempt, "begin", channel -> channel.begin(attempt.forChannel()));
    }

    Answer query(Attempt attempt) {
        return ask(attempt, "query", channel -> channel.query(attempt.forChannel()));
    }

    /**
     * Takes authorised money. When the provider definitively refuses, the authorisation is voided, and only when that
     * is confirmed is it a decline.
     */
    Answer capture(Attempt attempt) {
        Answer answer = ask(attempt, "capture", channel -> channel.capture(attempt.forChannel()));
        if (!(answer instanceof Answer.Declined)) {
            return answer;
        }
        Answer voided = cancel(attempt);
        return voided instanceof Answer.Voided ? answer : voided;
    }

    Answer cancel(Attempt attempt) {
        return ask(attempt, "void", channel -> channel.cancel(attempt.forChannel()));
    }

    Answer refund(Attempt attempt, String key, Money amount) {
        return ask(attempt, "refund", channel -> channel.refund(attempt.forChannel(), key, amount));
    }

    private Answer ask(Attempt attempt, String operation, Function<PaymentChannel, Answer> call) {
        PaymentChannel channel = channels.of(attempt);
        return channels.record().counted(attempt, operation, () -> call.apply(channel));
    }
}
