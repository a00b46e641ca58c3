package yardstick.catalog;

import java.util.List;

/** A node of the category tree in one language; {@code products} counts the active ones at or below it. */
public record Category(String slug, String name, int products, List<Category> children) {}
