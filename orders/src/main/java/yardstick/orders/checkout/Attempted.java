package yardstick.orders.checkout;

import java.util.List;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Refusal;
import yardstick.orders.Checkout.Placed;
import yardstick.orders.OrderId;
import yardstick.orders.payment.Attempt;

/** What the transaction that places an order came to. */
sealed interface Attempted {

    record Answered(Placed placed) implements Attempted {}

    /** The order was placed before by the same submission. */
    record There(OrderId id, String token) implements Attempted {}

    /** The order was placed before by another submission under the same key. */
    record Reused(String token) implements Attempted {}

    /** @param attempt to begin at the provider, or null when there is nothing to pay */
    record Fresh(String token, @Nullable Attempt attempt) implements Attempted {}

    static Attempted refused(List<Refusal> reasons) {
        return new Answered(new Placed.Refused(reasons));
    }

    static Attempted refused(String code) {
        return refused(List.of(Refusal.of(code)));
    }
}
