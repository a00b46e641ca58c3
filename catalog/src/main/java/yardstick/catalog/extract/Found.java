package yardstick.catalog.extract;

/**
 * A value with where it came from.
 *
 * @param field of the standard record, or {@code attr:NAME} as the page names it
 * @param rule which reading of the page said so, for example {@code json-ld}
 */
record Found(String field, String value, String rule, double confidence) {}
