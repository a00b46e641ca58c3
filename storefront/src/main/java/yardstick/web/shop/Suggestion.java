package yardstick.web.shop;

import yardstick.catalog.ProductCard;

/** A recommended product with its reason in the shopper's language. */
public record Suggestion(ProductCard product, String reason) {}
