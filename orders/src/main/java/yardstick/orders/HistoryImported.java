package yardstick.orders;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Money;

/**
 * A batch of paid orders and refunds was taken over from another system; announced in the importing transaction, in
 * batches, because one {@link Purchase} per order would be a million announcements.
 */
public record HistoryImported(String source, List<PaidOrder> orders, List<Refund> refunds) {

    /** @param customer null for a guest */
    public record PaidOrder(long order, @Nullable Long customer, Money total, Instant placedAt) {}

    /** @param id natural key within the source; not always tied to an order */
    public record Refund(String id, @Nullable Long customer, Money amount, Instant at) {}
}
