package yardstick.orders;

/** A known buyer: a member of the shop or a customer of an imported history. Guests have none. */
public record CustomerId(long value) {}
