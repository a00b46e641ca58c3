package yardstick.orders;

import java.time.Instant;
import java.util.List;
import yardstick.kernel.Outcome;
import yardstick.orders.AfterSales.Reason;
import yardstick.orders.AfterSales.Words;

/** Rules that staff changes: what follows from a reason to send goods back, and what to do after a declined payment. */
public interface ShopRules {

    /**
     * @param reason code of a {@code DeclineReason}
     * @param advice {@code retry_later}, {@code other_channel}, {@code other_card} or {@code contact_bank}
     * @param waitMinutes the same channel is not worth trying earlier, 0 to 1,440
     */
    record DeclineRule(String reason, String advice, int waitMinutes) {}

    /**
     * @param kind {@code RETURN} or {@code DECLINE}
     * @param code of the rule
     * @param before values as one line of {@code name=value} pairs; {@code after} likewise
     */
    record Change(Instant at, String actor, String kind, String code, String before, String after) {}

    List<DeclineRule> declines();

    /** The advice is given from the next look at a declined payment on. */
    Outcome<DeclineRule> change(DeclineRule rule, String actor);

    /** Cases that are open keep their units; their money follows the rule of the day it is decided. */
    Outcome<Reason> change(Reason reason, String actor);

    /** A reason of the merchant's own, offered after shipping until its rule is changed. */
    Outcome<Reason> add(Words words, String actor);

    /** Only a reason of the merchant's own has words that can be changed. */
    Outcome<Boolean> rename(String code, Words words, String actor);

    /** Newest first. */
    List<Change> changes(int limit);
}
