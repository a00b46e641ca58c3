package yardstick.orders;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Language;
import yardstick.kernel.Money;
import yardstick.kernel.Outcome;

/** Old for new: a used thing is worth a credit, which pays for a part of one order, and is looked at when it arrives. */
public interface TradeIns {

    /** Life cycle; the transitions are in the orders module's table. */
    enum State {
        QUOTED,
        USED,
        ACCEPTED,
        LOWERED,
        REFUSED,
        EXPIRED
    }

    record Rate(String category, String grade, Money credit) {}

    /** @param language of the mail that brings the code */
    record Offer(String category, String grade, String description, String email, Language language) {

        public Offer(String category, String grade, String description, String email) {
            this(category, grade, description, email, Language.EN);
        }
    }

    /**
     * @param code what the shopper types into the coupon field of the cart
     * @param used what went into the order, less what came back out of it
     * @param chargeToken token of the order that charges the difference, or null
     */
    record TradeIn(
            long id,
            String code,
            String category,
            String grade,
            String description,
            String email,
            Money quoted,
            Money used,
            @Nullable Money valued,
            State state,
            @Nullable String orderNumber,
            @Nullable String chargeToken,
            Instant expiresAt) {}

    List<Rate> rates();

    Outcome<Rate> rate(Rate rate);

    Outcome<TradeIn> offer(Offer offer);

    Optional<TradeIn> find(String code);

    /** Things that were promised and have not been inspected, oldest first, then the rest. */
    List<TradeIn> latest(int limit);

    /**
     * The thing arrived and was looked at: worth what was quoted, less, or nothing. What the order had of the credit beyond
     * that is charged by an order of its own, once.
     */
    Outcome<TradeIn> inspect(long id, Money value, String actor);
}
