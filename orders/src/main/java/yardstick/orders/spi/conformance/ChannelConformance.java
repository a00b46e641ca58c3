package yardstick.orders.spi.conformance;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import yardstick.kernel.Money;
import yardstick.orders.spi.PaymentChannel;
import yardstick.orders.spi.PaymentChannel.Answer;
import yardstick.orders.spi.PaymentChannel.Attempt;
import yardstick.orders.spi.PaymentChannel.Capturing;
import yardstick.orders.spi.PaymentChannel.Notice;
import yardstick.orders.spi.conformance.ProviderStage.Seal;
import yardstick.orders.spi.conformance.ProviderStage.Truth;
import yardstick.orders.spi.conformance.ProviderStage.Webhook;

/**
 * What the shop relies on in a channel, as cells that pass or fail. Online channels only. Typical use:
 *
 * <pre>{@code
 * List<Cell> failed = new ChannelConformance(channel, stage).run().stream().filter(cell -> !cell.passed()).toList();
 * }</pre>
 */
public final class ChannelConformance {

    static final long AMOUNT = 12_345;

    private final PaymentChannel channel;
    private final ProviderStage stage;
    private final List<Cell> cells = new ArrayList<>();

    public ChannelConformance(PaymentChannel channel, ProviderStage stage) {
        this.channel = channel;
        this.stage = stage;
    }

    /** @param detail what was seen instead, empty for a pass */
    public record Cell(String name, boolean passed, String detail) {}

    /** The work of one cell; throws an {@link AssertionError} with what was seen instead. */
    @FunctionalInterface
    interface Check {
        void run();
    }

    /** Every cell, in a fixed order; a cell that throws has failed and does not keep the others from running. */
    public List<Cell> run() {
        cells.clear();
        cell("code.is_stable_and_plain", this::code);
        cell("begin.asks_the_shopper", this::begin);
        cell("begin.twice_is_one_payment", this::beginTwice);
        cell("query.unknown_attempt_is_missing", this::missing);
        cell("pay.is_captured_once", this::pay);
        cell("capture.twice_takes_once", this::captureTwice);
        cell("decline.is_definitive_and_understood", this::decline);
        cell("cancel.voids", this::cancel);
        cell("cancel.after_the_money_says_captured", this::cancelLate);
        cell("refund.in_parts_adds_up", this::refunds);
        cell("refund.same_key_is_one_refund", this::refundTwice);
        cell("refund.more_than_captured_is_refused", this::refundTooMuch);
        cell("webhook.right_is_believed", this::webhook);
        for (Seal seal : new Seal[] {Seal.MISSING, Seal.FORGED, Seal.OLD}) {
            cell("webhook." + seal.name().toLowerCase(java.util.Locale.ROOT) + "_seal_is_not", () -> sealed(seal));
        }
        cell("webhook.tampered_is_not", this::tampered);
        new FaultCells(channel, stage).all().forEach(this::cell);
        return List.copyOf(cells);
    }

    private void cell(String name, Check check) {
        try {
            check.run();
            cells.add(new Cell(name, true, ""));
        } catch (AssertionError | RuntimeException e) {
            cells.add(new Cell(name, false, String.valueOf(e)));
        } finally {
            stage.calm();
        }
    }

    static void expect(boolean right, Object seen) {
        if (!right) {
            throw new AssertionError("saw " + seen);
        }
    }

    private void code() {
        expect(channel.code().matches("[a-z][a-z0-9-]{1,40}"), channel.code());
        PaymentChannel.Traits before = channel.traits();
        PaymentChannel.Traits after = channel.traits();
        expect(before.equals(after), "traits that change");
        expect(channel.traits().flow() != PaymentChannel.Flow.OFFLINE, "an offline channel");
    }

    private void begin() {
        Answer answer = channel.begin(stage.attempt(AMOUNT));
        expect(answer instanceof Answer.Action action && action.url().matches("[a-z][a-z0-9+.-]*:.+"), answer);
    }

    private void beginTwice() {
        Attempt attempt = stage.attempt(AMOUNT);
        Answer first = channel.begin(attempt);
        Answer second = channel.begin(attempt);
        expect(first.equals(second), first + " and " + second);
        paid(attempt);
    }

    private void missing() {
        Answer answer = channel.query(stage.attempt(AMOUNT));
        expect(answer instanceof Answer.Missing, answer);
    }

    private void pay() {
        Attempt attempt = begun();
        Answer before = channel.query(attempt);
        expect(before instanceof Answer.Action, before);
        paid(attempt);
    }

    private Attempt begun() {
        Attempt attempt = stage.attempt(AMOUNT);
        Answer answer = channel.begin(attempt);
        expect(answer instanceof Answer.Action, answer);
        return attempt;
    }

    /** Pays a begun attempt and sees to it that the money is taken, once. */
    private void paid(Attempt attempt) {
        stage.pay(attempt);
        Answer answer = settled(channel, attempt);
        expect(answer.equals(captured(answer, attempt)), answer);
        Truth truth = stage.truth(attempt);
        expect(truth.captures() == 1 && truth.capturedMinor() == AMOUNT, truth);
    }

    /** How a paid attempt stands once the shop has taken what is its to take. */
    static Answer settled(PaymentChannel channel, Attempt attempt) {
        Answer answer = channel.query(attempt);
        boolean take = answer instanceof Answer.Authorised && channel.traits().capturing() != Capturing.BY_PROVIDER;
        return take ? channel.capture(attempt) : answer;
    }

    static Answer captured(Answer seen, Attempt attempt) {
        String provider = seen instanceof Answer.Captured(String id, Money _) ? id : "";
        return new Answer.Captured(provider, attempt.amount());
    }

    private void captureTwice() {
        if (channel.traits().capturing() == Capturing.BY_PROVIDER) {
            return;
        }
        Attempt attempt = begun();
        stage.pay(attempt);
        Answer first = channel.capture(attempt);
        Answer second = channel.capture(attempt);
        expect(first instanceof Answer.Captured && first.equals(second), first + " and " + second);
        expect(stage.truth(attempt).captures() == 1, stage.truth(attempt));
    }

    private void decline() {
        Attempt attempt = begun();
        stage.decline(attempt);
        Answer answer = channel.query(attempt);
        expect(answer instanceof Answer.Declined, answer);
        if (answer instanceof Answer.Declined(String _, String reason)) {
            expect(!channel.normalise(reason).code().isEmpty(), reason);
            expect(!channel.normalise("a reason nobody has heard of").code().isEmpty(), reason);
        }
        expect(stage.truth(attempt).captures() == 0, stage.truth(attempt));
    }

    private void cancel() {
        Attempt attempt = begun();
        Answer first = channel.cancel(attempt);
        Answer second = channel.cancel(attempt);
        expect(first instanceof Answer.Voided && second instanceof Answer.Voided, first + " and " + second);
        Answer after = channel.query(attempt);
        expect(after instanceof Answer.Voided, after);
    }

    private void cancelLate() {
        Attempt attempt = begun();
        paid(attempt);
        Answer answer = channel.cancel(attempt);
        expect(answer instanceof Answer.Captured, answer);
        expect(stage.truth(attempt).capturedMinor() == AMOUNT, stage.truth(attempt));
    }

    private Money part(Attempt attempt, long minor) {
        return Money.of(minor, attempt.amount().currency());
    }

    private void refunds() {
        Attempt attempt = begun();
        paid(attempt);
        Answer first = channel.refund(attempt, attempt.id() + "-r1", part(attempt, 345));
        Answer second = channel.refund(attempt, attempt.id() + "-r2", part(attempt, AMOUNT - 345));
        expect(first instanceof Answer.Refunded one && one.refunded().minor() == 345, first);
        expect(second instanceof Answer.Refunded all && all.refunded().minor() == AMOUNT, second);
        expect(stage.truth(attempt).refundedMinor() == AMOUNT, stage.truth(attempt));
    }

    private void refundTwice() {
        Attempt attempt = begun();
        paid(attempt);
        Answer first = channel.refund(attempt, attempt.id() + "-r", part(attempt, 345));
        Answer second = channel.refund(attempt, attempt.id() + "-r", part(attempt, 345));
        expect(first instanceof Answer.Refunded && second instanceof Answer.Refunded, first + " and " + second);
        Truth truth = stage.truth(attempt);
        expect(truth.refunds() == 1 && truth.refundedMinor() == 345, truth);
    }

    private void refundTooMuch() {
        Attempt attempt = begun();
        paid(attempt);
        Answer answer = channel.refund(attempt, attempt.id() + "-r", part(attempt, AMOUNT + 1));
        expect(answer instanceof Answer.Declined, answer);
        expect(stage.truth(attempt).refunds() == 0, stage.truth(attempt));
    }

    private void webhook() {
        Attempt attempt = begun();
        stage.pay(attempt);
        Webhook webhook = stage.webhook(attempt, Seal.RIGHT);
        Notice notice = channel.verify(webhook.headers(), webhook.body()).orElse(null);
        expect(notice != null, "nothing");
        if (notice != null) {
            expect(notice.attemptId().equals(attempt.id()), notice);
            expect(notice.orderNumber().equals(attempt.orderNumber()), notice);
            expect(notice.amount().equals(attempt.amount()), notice);
            expect(notice.answer() instanceof Answer.Captured || notice.answer() instanceof Answer.Authorised, notice);
            Webhook again = stage.webhook(attempt, Seal.RIGHT);
            Optional<Notice> same = channel.verify(again.headers(), again.body());
            expect(same.isPresent() && !same.get().eventId().isBlank(), same);
        }
    }

    private void sealed(Seal seal) {
        Attempt attempt = begun();
        stage.pay(attempt);
        Webhook webhook = stage.webhook(attempt, seal);
        Optional<Notice> notice = channel.verify(webhook.headers(), webhook.body());
        expect(notice.isEmpty(), notice);
    }

    private void tampered() {
        Attempt attempt = begun();
        stage.pay(attempt);
        Webhook webhook = stage.webhook(attempt, Seal.RIGHT);
        String body = new String(webhook.body(), StandardCharsets.UTF_8);
        String other = body.replace(Long.toString(AMOUNT), Long.toString(AMOUNT - 1)) + " ";
        Optional<Notice> notice = channel.verify(webhook.headers(), other.getBytes(StandardCharsets.UTF_8));
        expect(notice.isEmpty(), notice);
    }
}
