package yardstick.metrics;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Outcome;

/** Which channels and campaigns stand before orders, what they cost and what they bring. */
public interface Attribution {

    /** Rules of sharing an order among the contacts before it. */
    enum Model {
        FIRST,
        LAST,
        LINEAR,
        DECAY,
        POSITION,
        MARKOV,
        SHAPLEY
    }

    /** What a contact is named by. */
    enum Level {
        CHANNEL,
        CAMPAIGN,
        CREATIVE
    }

    /** @param to inclusive */
    record Query(LocalDate from, LocalDate to, Level level, Model model) {}

    /**
     * @param shares of all orders with a contact, by model; over all lines they add up to 1
     * @param orders credited by the chosen model, {@code revenueMinor} and {@code newBuyers} likewise
     * @param cac cost per new buyer, minor units; null without either
     * @param roas revenue per unit of cost; null without cost
     * @param removal share of orders that would be lost without the contact
     */
    record Line(
            String contact,
            Map<Model, Double> shares,
            double orders,
            double revenueMinor,
            double newBuyers,
            long costMinor,
            @Nullable Double cac,
            @Nullable Double roas,
            double removal,
            Role role) {}

    /** What a contact does for orders: most, some, or nothing that can be seen. */
    enum Role {
        GOLDEN,
        PLAIN,
        NOISE
    }

    /** @param people who went this way, {@code orders} and {@code revenueMinor} what came of it */
    record Way(List<String> contacts, long people, long orders, long revenueMinor) {}

    /** @param untouched orders without any known contact */
    record Report(String currency, long orders, long untouched, List<Line> lines, List<Way> ways) {}

    Report report(Query query);

    /** Costs as lines of {@code day,channel,campaign,cost} in major units; a line replaces what was known of it. */
    Outcome<Integer> importCosts(String csv, String actor);
}
