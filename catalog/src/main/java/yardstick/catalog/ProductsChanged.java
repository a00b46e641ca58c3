package yardstick.catalog;

import java.util.Set;

/** Products were created or changed; announced in the transaction that changed them. */
public record ProductsChanged(Set<ProductId> products) {}
