package yardstick.orders;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import yardstick.catalog.SkuId;
import yardstick.kernel.Money;

/**
 * A cancellation, return or exchange of units of one order.
 *
 * @param refund goes back to the payment; {@code credit} into the replacement order; {@code fee} stays with the shop
 * @param items the explanation that was confirmed; empty until money was decided
 */
public record AfterSale(
        long id,
        String number,
        OrderId order,
        String orderNumber,
        Kind kind,
        State state,
        List<Line> lines,
        @Nullable Wish wish,
        @Nullable String replacementToken,
        Money refund,
        Money credit,
        Money fee,
        List<Item> items,
        String note,
        String openedBy,
        Instant openedAt) {

    /** What is asked for. */
    public enum Kind {
        CANCEL,
        RETURN,
        EXCHANGE
    }

    /** Life cycle; the transitions are in the orders module's table. */
    public enum State {
        REQUESTED,
        APPROVED,
        RECEIVED,
        INSPECTED,
        REFUNDED,
        REFUSED,
        WITHDRAWN;

        public boolean open() {
            return ordinal() < REFUNDED.ordinal();
        }
    }

    /** @param accepted units the inspection took, null before */
    public record Line(
            int lineNo,
            String title,
            int quantity,
            String reason,
            @Nullable Integer accepted,
            int restocked,
            int writtenOff) {}

    /**
     * The replacement, at the price of the moment of asking.
     *
     * @param tax what is added to the price of all units
     */
    public record Wish(SkuId sku, String title, int quantity, Money unitPrice, Money tax) {

        public Money goods() {
            return unitPrice.times(quantity);
        }

        public Money total() {
            return goods().plus(tax);
        }
    }

    /** One line of the explanation; {@code textKey} is a text of this module with the arguments. */
    public record Item(String textKey, Map<String, String> arguments, Money amount) {}

    /**
     * What would go back, before anybody confirms: {@code sum(items) == refund + credit}.
     *
     * @param credit part that would pay for the replacement, zero without one
     * @param wish the replacement, or null
     */
    public record Preview(
            List<Item> items,
            Money refund,
            Money credit,
            Money fee,
            @Nullable Wish wish) {

        /** What the shopper would still pay for the replacement. */
        public Money toPay() {
            return wish == null ? Money.zero(credit.currency()) : wish.total().minus(credit);
        }
    }
}
