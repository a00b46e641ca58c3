package yardstick.orders;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import yardstick.catalog.SkuId;
import yardstick.kernel.Money;
import yardstick.kernel.Outcome;

/** Reading orders, and the commands on them that are not payment. */
public interface Orders {

    Optional<Order> byToken(String token);

    Optional<Order> byNumber(String number);

    /** Newest first. */
    List<Summary> ofCustomer(CustomerId customer, int limit);

    /** For the merchant's board; keyset paging by {@code before}. */
    List<Summary> search(Filter filter);

    /** Total by the planner's estimate when large, exact when small. */
    long count(Filter filter);

    /** Money captured minus refunded in total, the basis of tiers. */
    Money spent(CustomerId customer);

    /** Whether the customer paid for one of these and did not get everything back. */
    boolean bought(CustomerId customer, Collection<SkuId> skus);

    /** Streams the baskets of orders placed at or after the instant: the SKUs of one order at a time, no duplicates. */
    void baskets(Instant since, Consumer<List<SkuId>> basket);

    /** Cancels an unpaid order, or refunds a paid one in full. */
    Outcome<Order> cancel(OrderId id, String actor);

    /** @param text order number, e-mail or name; empty for all */
    record Filter(
            String text,
            Order.@Nullable State state,
            @Nullable Instant before,
            int limit) {}

    /** One row of a list. */
    record Summary(
            OrderId id,
            String number,
            String token,
            Order.State state,
            Instant placedAt,
            @Nullable CustomerId customer,
            String name,
            int units,
            Money total,
            Money refunded) {}
}
