package yardstick.kernel;

import java.util.List;

/**
 * Many facts announced at once, by an import that would otherwise make a million announcements. They are recorded as
 * orders and refunds in the same transaction, set-based, and do not go to the event store one by one.
 */
public interface FactBatch {

    /** Facts named {@code purchase} and {@code refund} with the parameters {@link Fact} describes. */
    List<Fact> facts();
}
