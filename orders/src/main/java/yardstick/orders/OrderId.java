package yardstick.orders;

/** Internal id of an order; shoppers see its number and hold its token. */
public record OrderId(long value) {}
