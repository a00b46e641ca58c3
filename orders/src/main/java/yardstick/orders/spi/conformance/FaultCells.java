package yardstick.orders.spi.conformance;

import static yardstick.orders.spi.conformance.ChannelConformance.AMOUNT;
import static yardstick.orders.spi.conformance.ChannelConformance.captured;
import static yardstick.orders.spi.conformance.ChannelConformance.expect;
import static yardstick.orders.spi.conformance.ChannelConformance.settled;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import yardstick.kernel.Money;
import yardstick.orders.spi.PaymentChannel;
import yardstick.orders.spi.PaymentChannel.Answer;
import yardstick.orders.spi.PaymentChannel.Attempt;
import yardstick.orders.spi.PaymentChannel.Capturing;
import yardstick.orders.spi.conformance.ChannelConformance.Check;
import yardstick.orders.spi.conformance.ProviderStage.Fault;
import yardstick.orders.spi.conformance.ProviderStage.Operation;
import yardstick.orders.spi.conformance.ProviderStage.Truth;

/**
 * The matrix of faults and operations. Under a fault an answer may be doubtful but never wrong; afterwards the same
 * command under the same key, or a query, leads to the one right end, and money has moved once.
 */
final class FaultCells {

    private static final long PART = 345;

    private final PaymentChannel channel;
    private final ProviderStage stage;

    FaultCells(PaymentChannel channel, ProviderStage stage) {
        this.channel = channel;
        this.stage = stage;
    }

    Map<String, Check> all() {
        Map<String, Check> cells = new LinkedHashMap<>();
        boolean captures = channel.traits().capturing() != Capturing.BY_PROVIDER;
        for (Operation operation : Operation.values()) {
            for (Fault fault : Fault.values()) {
                if (stage.canFail(operation, fault) && (captures || operation != Operation.CAPTURE)) {
                    cells.put((operation + "." + fault).toLowerCase(Locale.ROOT), () -> cell(operation, fault));
                }
            }
        }
        return cells;
    }

    private void cell(Operation operation, Fault fault) {
        Attempt attempt = stage.attempt(AMOUNT);
        switch (operation) {
            case BEGIN -> begin(attempt, fault);
            case QUERY -> query(attempt, fault);
            case CAPTURE -> capture(attempt, fault);
            case CANCEL -> cancel(attempt, fault);
            case REFUND -> refund(attempt, fault);
        }
    }

    private static boolean doubtful(Answer answer) {
        return answer instanceof Answer.Unknown
                || answer instanceof Answer.Mismatch
                || answer instanceof Answer.Rejected;
    }

    /** Doubtful, or right where the answer did come, late or to a read that was repeated on another connection. */
    private static void honest(Fault fault, Answer answer, boolean right) {
        expect(doubtful(answer) || fault == Fault.SLOW && right, answer);
        boolean silent = fault == Fault.TIMEOUT_BEFORE || fault == Fault.TIMEOUT_AFTER || fault == Fault.RESET;
        expect(!silent || answer instanceof Answer.Unknown, answer);
    }

    private void begin(Attempt attempt, Fault fault) {
        stage.fail(Operation.BEGIN, fault);
        Answer under = channel.begin(attempt);
        honest(fault, under, under instanceof Answer.Action);
        stage.calm();
        Answer now = channel.query(attempt);
        if (now instanceof Answer.Missing) {
            now = channel.begin(attempt);
        }
        expect(now instanceof Answer.Action, now);
        stage.pay(attempt);
        taken(attempt);
    }

    private void taken(Attempt attempt) {
        Answer answer = settled(channel, attempt);
        expect(answer.equals(captured(answer, attempt)), answer);
        Truth truth = stage.truth(attempt);
        expect(truth.captures() == 1 && truth.capturedMinor() == AMOUNT, truth);
    }

    private void query(Attempt attempt, Fault fault) {
        channel.begin(attempt);
        stage.pay(attempt);
        stage.fail(Operation.QUERY, fault);
        Answer under = channel.query(attempt);
        boolean right = under instanceof Answer.Authorised || under.equals(captured(under, attempt));
        if (!right || fault == Fault.WRONG_AMOUNT || fault == Fault.WRONG_CURRENCY) {
            honest(fault, under, right);
        }
        stage.calm();
        taken(attempt);
    }

    private void capture(Attempt attempt, Fault fault) {
        channel.begin(attempt);
        stage.pay(attempt);
        stage.fail(Operation.CAPTURE, fault);
        Answer under = channel.capture(attempt);
        honest(fault, under, under instanceof Answer.Captured);
        stage.calm();
        taken(attempt);
    }

    private void cancel(Attempt attempt, Fault fault) {
        channel.begin(attempt);
        stage.fail(Operation.CANCEL, fault);
        Answer under = channel.cancel(attempt);
        honest(fault, under, under instanceof Answer.Voided);
        stage.calm();
        Answer now = channel.cancel(attempt);
        expect(now instanceof Answer.Voided, now);
        expect(stage.truth(attempt).captures() == 0, stage.truth(attempt));
    }

    private void refund(Attempt attempt, Fault fault) {
        channel.begin(attempt);
        stage.pay(attempt);
        taken(attempt);
        Money part = Money.of(PART, attempt.amount().currency());
        String key = attempt.id() + "-refund";
        stage.fail(Operation.REFUND, fault);
        Answer under = channel.refund(attempt, key, part);
        honest(fault, under, under instanceof Answer.Refunded);
        stage.calm();
        Answer now = channel.refund(attempt, key, part);
        expect(now instanceof Answer.Refunded(String _, Money back) && back.equals(part), now);
        Truth truth = stage.truth(attempt);
        expect(truth.refunds() == 1 && truth.refundedMinor() == PART, truth);
    }
}
