package yardstick.tracking;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The way of an order under one id, from the first impression to the last refund: all that its buyer did since the order
 * before, in every browser the buyer signed in with, and what became of the order afterwards. Without consent there is
 * only what the server says of the order itself.
 */
public interface Traces {

    /**
     * One event.
     *
     * @param at when it happened, by the shop's clock
     * @param device number of the browser in the order in which they appear; 0 for what no browser did
     * @param page path, or empty
     * @param order the order it says something about
     */
    record Step(
            String name,
            Instant at,
            int device,
            String page,
            @Nullable String sku,
            @Nullable Long order,
            @Nullable Long valueMinor,
            @Nullable String currency) {}

    /**
     * @param id 32 hexadecimal digits; the same for every step and at every reading
     * @param steps oldest first, at most 10,000
     */
    record Trace(String id, List<Step> steps) {}

    /** Empty when nothing is known of the order. */
    Optional<Trace> ofOrder(long order);
}
