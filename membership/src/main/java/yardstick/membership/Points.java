package yardstick.membership;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Money;
import yardstick.kernel.Outcome;
import yardstick.orders.CustomerId;
import yardstick.orders.OrderId;

/**
 * Points of members: earned by what is paid and stays paid, used at the checkout as a discount, good for a while.
 * Whatever happens at the same time, no point is used twice.
 */
public interface Points {

    /**
     * @param balance points to use now
     * @param worth of the balance at the checkout
     * @param value of one point
     * @param wanted as many are used for the next order at most; 0 for none
     * @param next those that run out first, or null
     */
    record Standing(
            long balance,
            Money worth,
            Money value,
            long wanted,
            @Nullable Expiry next) {}

    record Expiry(long points, Instant at) {}

    enum Kind {
        EARN,
        /** Money of the order went back. */
        REVERSE,
        USE,
        /** The order they were used for ended, or goods of it went back. */
        RETURN,
        EXPIRE
    }

    /** @param points negative when they left the account */
    record Entry(Kind kind, long points, OrderId order, Instant at) {}

    /** Empty without an account, and in a shop without points. */
    Optional<Standing> of(CustomerId customer);

    /** Newest first. */
    List<Entry> latest(CustomerId customer, int limit);

    /** Uses up to so many for the next order; refused when there are not as many. @param points 0 for none */
    Outcome<Boolean> use(CustomerId customer, long points);
}
