package yardstick.membership;

import java.time.Instant;
import java.util.List;
import yardstick.kernel.Outcome;

/** What staff decides about tiers: from which spend on, how much off the goods, how many points. */
public interface TierRules {

    /**
     * @param earnBasisPoints points per minor unit paid: 100 is one point per 100 minor units
     * @param members who are in this tier now
     */
    record Rule(Tier tier, int earnBasisPoints, long members) {}

    /** @param before values as one line of {@code name=value} pairs; {@code after} likewise */
    record Change(Instant at, String actor, String tier, String before, String after) {}

    /** From the lowest up. */
    List<Rule> rules();

    /**
     * Discount and points from the next price and the next paid order on; who is in which tier within a day. Thresholds rise
     * from tier to tier, and the lowest is everybody's.
     *
     * @param rule its number of members does not matter
     */
    Outcome<Boolean> change(Rule rule, String actor);

    /** Newest first. */
    List<Change> changes(int limit);

    /** Points that members could use now, all together. */
    long outstanding();
}
