package yardstick.orders.book;

/** The moment of a {@link yardstick.orders.Purchase} for this module, which need not read the order again. */
public record OrderPaid(OrderHead order) {}
