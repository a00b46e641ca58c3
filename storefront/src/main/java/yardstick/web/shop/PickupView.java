package yardstick.web.shop;

import java.util.List;
import java.util.Map;
import yardstick.orders.Pickups.Point;
import yardstick.orders.Pickups.Slot;

/** @param chosen id of the cart's slot, or 0 */
public record PickupView(Frame frame, Map<Point, List<Slot>> slots, long chosen) {}
