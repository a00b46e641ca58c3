package yardstick.orders;

/** 128 random bits as text, kept in an essential cookie; possession is the right to see and change the cart. */
public record CartId(String value) {}
