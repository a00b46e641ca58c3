package yardstick.catalog;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Fact;
import yardstick.kernel.VisitorId;

/** Somebody reviewed a product. */
public record ReviewWritten(long review, ProductId product, int stars, boolean verified, Instant occurredAt)
        implements Fact {

    @Override
    public String name() {
        return "review";
    }

    @Override
    public String id() {
        return "review:" + review;
    }

    /** A review is an open text under a name of its own; it is not joined to a browser. */
    @Override
    public @Nullable VisitorId visitor() {
        return null;
    }

    @Override
    public Map<String, Object> parameters() {
        return Map.of("product_id", product.value(), "stars", stars, "verified", verified);
    }
}
