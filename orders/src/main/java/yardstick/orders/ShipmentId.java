package yardstick.orders;

/** Internal id of a parcel. */
public record ShipmentId(long value) {}
