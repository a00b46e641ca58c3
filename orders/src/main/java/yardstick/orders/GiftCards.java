package yardstick.orders;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Money;
import yardstick.kernel.Outcome;

/**
 * Gift cards: issued by staff, spent in the checkout alone or beside a payment channel. The balance never goes below
 * zero, and what an order held is given back exactly once when the order ends unpaid or is refunded.
 */
public interface GiftCards {

    /** True when the shop takes them. */
    boolean taken();

    /** What the card would pay of the total at this moment; nothing is held yet. */
    Outcome<Applied> preview(String code, Money total);

    /** @param ending last four characters of the code */
    record Applied(String ending, Money balance, Money pays) {}

    /** The code is in the answer and nowhere else. @param note why and for whom, for staff */
    Outcome<Issued> issue(Money amount, @Nullable Instant expiresAt, String note, String actor);

    record Issued(long id, String code) {}

    /** Newest first. */
    List<Card> latest(int limit);

    /** A blocked card pays nothing; what it paid already stays paid. */
    void block(long id, boolean blocked);

    /** A card as staff sees it. */
    record Card(
            long id,
            String ending,
            Money issued,
            Money balance,
            boolean blocked,
            @Nullable Instant expiresAt,
            String note,
            String issuedBy,
            Instant createdAt) {}

    /** Every movement of a card, oldest first. */
    List<Movement> movements(long id);

    /** @param kind ISSUE, HOLD, RELEASE or REFUND; @param orderNumber null for the issue */
    record Movement(
            Instant at, String kind, Money delta, @Nullable String orderNumber, String actor) {}
}
