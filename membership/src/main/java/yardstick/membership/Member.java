package yardstick.membership;

import java.time.Instant;
import yardstick.kernel.Language;
import yardstick.kernel.Money;
import yardstick.orders.CustomerId;

/**
 * A known shopper with terms.
 *
 * @param tier current tier by spend
 * @param spent captured minus refunded, the basis of the tier
 */
public record Member(
        CustomerId customer, String email, String name, Language language, Instant joinedAt, Tier tier, Money spent) {}
