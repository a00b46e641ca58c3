package yardstick.kernel;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A business moment worth measuring, named in past tense and carrying ids and values, never entities. Tracking
 * observes this type, so a new fact is tracked from the day it is first announced.
 *
 * <p>Announce it inside the transaction that makes it true: the recorder writes it to the outbox in the same
 * transaction, so a rolled-back order leaves no fact and a crash loses none.
 */
public interface Fact {

    /** Event name; GA4 ecommerce names where one exists ({@code add_to_cart}, {@code purchase}, {@code refund}). */
    String name();

    /** Unique and stable per occurrence ({@code purchase:<order id>}), so that a repeated delivery is recognised. */
    String id();

    Instant occurredAt();

    /** The consenting visitor who caused it; null without consent or without a browser. */
    @Nullable VisitorId visitor();

    /** GA4-style parameters: strings, numbers, booleans, lists and maps of these. Money in minor units + currency. */
    Map<String, Object> parameters();
}
