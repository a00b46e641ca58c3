package yardstick.orders;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import yardstick.catalog.SkuId;
import yardstick.kernel.Money;

/**
 * An agreement to buy, as it was made: titles and prices are the ones of that moment.
 *
 * @param number what people say on the phone
 * @param token 128 random bits; possession is the right to see the order without signing in
 * @param source {@code shop} or the name of an imported history
 */
public record Order(
        OrderId id,
        String number,
        String token,
        String source,
        @Nullable CustomerId customer,
        State state,
        Instant placedAt,
        List<Line> lines,
        List<Adjustment> adjustments,
        Money goods,
        Money shipping,
        Money tax,
        Money total,
        Money refunded,
        Map<String, String> address,
        List<Payment> payments,
        List<TimelineEntry> timeline) {

    /** Life cycle; the transitions are in the orders module's table. */
    public enum State {
        PENDING_PAYMENT,
        PAID,
        SHIPPED,
        DELIVERED,
        CANCELLED,
        REFUNDED
    }

    /** @param sku null when an imported line names a code the catalogue does not know */
    public record Line(
            @Nullable SkuId sku,
            String code,
            @Nullable String slug,
            String title,
            int quantity,
            Money unitPrice,
            Money lineTotal) {}

    /**
     * One attempt on one channel; a gift card's part is one of its own.
     *
     * @param declineReason code of a {@code DeclineReason}, text {@code orders.decline.<code>}
     * @param detail what else there is to say
     */
    public record Payment(
            String attempt,
            String channel,
            PaymentState state,
            Money amount,
            @Nullable String declineReason,
            Instant at,
            PaymentDetail detail) {

        public Payment(
                String attempt,
                String channel,
                PaymentState state,
                Money amount,
                @Nullable String declineReason,
                Instant at) {
            this(attempt, channel, state, amount, declineReason, at, PaymentDetail.none(amount.currency()));
        }

        public boolean giftCard() {
            return channel.equals("gift-card");
        }
    }

    /**
     * More of an attempt.
     *
     * @param refunded completed refunds
     * @param surplus captured although the order no longer waited for it: it goes back in full
     * @param payUrl where the shopper pays while nothing is decided, or null
     * @param scan {@code payUrl} is for a QR code
     * @param advice what to do after a decline, text {@code orders.advice.<advice>}, or null
     * @param notBefore the same channel is not worth trying earlier, or null
     */
    public record PaymentDetail(
            Money refunded,
            boolean surplus,
            @Nullable String payUrl,
            boolean scan,
            @Nullable String advice,
            @Nullable Instant notBefore) {

        public static PaymentDetail none(String currency) {
            return new PaymentDetail(Money.zero(currency), false, null, false, null, null);
        }
    }

    /** A timeout is UNKNOWN, never failed; it is resolved by asking the gateway. */
    public enum PaymentState {
        CREATED,
        UNKNOWN,
        AUTHORISED,
        CAPTURED,
        DECLINED,
        VOIDED,
        REFUNDED
    }

    /** @param textKey text of this module with the arguments */
    public record TimelineEntry(Instant at, String actor, String textKey, Map<String, String> arguments) {}
}
