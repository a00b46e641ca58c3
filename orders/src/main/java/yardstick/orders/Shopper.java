package yardstick.orders;

import org.jspecify.annotations.Nullable;
import yardstick.kernel.Language;
import yardstick.kernel.VisitorId;

/**
 * Who is asking.
 *
 * @param customer null for a guest
 * @param visitor null without analytics consent
 * @param currency the shopper wants to see and pay; null for the shop's own
 */
public record Shopper(
        Language language,
        @Nullable CustomerId customer,
        @Nullable VisitorId visitor,
        @Nullable String currency) {

    /** Somebody who pays in the shop's own currency. */
    public Shopper(Language language, @Nullable CustomerId customer, @Nullable VisitorId visitor) {
        this(language, customer, visitor, null);
    }
}
