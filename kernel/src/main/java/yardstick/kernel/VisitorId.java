package yardstick.kernel;

/**
 * Pseudonym of a browser that consented to analytics: a keyed hash of its essential cookie, never the cookie itself.
 */
public record VisitorId(String value) {}
