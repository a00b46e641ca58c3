package yardstick.catalog;

import java.util.Set;

/** These SKUs can be bought again, or no longer; announced by whoever keeps the stock, in its transaction. */
public record AvailabilityChanged(Set<SkuId> skus) {}
