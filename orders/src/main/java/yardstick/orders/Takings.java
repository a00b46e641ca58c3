package yardstick.orders;

import java.time.Instant;
import java.util.List;

/** What gateways, cards and counters really took for orders, to be held against what the orders say. */
public interface Takings {

    /** An order whose captured payments are not its total, in minor units. */
    record Gap(long order, String number, long orderMinor, long takenMinor) {}

    /**
     * @param orders paid in the time, {@code ordersMinor} their totals, {@code takenMinor} what was captured for them
     * @param gaps the first 200 orders that differ
     */
    record Taken(long orders, long ordersMinor, long takenMinor, List<Gap> gaps) {}

    /** Of the shop's own orders, by the moment they were paid; {@code until} is exclusive. */
    Taken taken(Instant from, Instant until, String currency);
}
