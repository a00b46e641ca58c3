package yardstick.tracking;

import java.util.List;

/**
 * The contacts of visitors before an order, or of visitors who did not order, oldest first.
 *
 * @param ageDays days before the order, per contact; empty for journeys without an order
 * @param people how many visitors or orders went this way; 1 for an order
 * @param first whether it is the first order known of the visitor
 */
public record Journey(
        List<String> touches, List<Double> ageDays, long valueMinor, long people, boolean converted, boolean first) {}
