package yardstick.orders;

import org.jspecify.annotations.Nullable;
import yardstick.kernel.Language;
import yardstick.kernel.VisitorId;

/**
 * Who is asking.
 *
 * @param customer null for a guest
 * @param visitor null without analytics consent
 */
public record Shopper(
        Language language,
        @Nullable CustomerId customer,
        @Nullable VisitorId visitor) {}
