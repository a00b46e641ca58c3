package yardstick.orders.audit;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import yardstick.kernel.Invariants;

/** What must be true of parcels and pick-ups. */
@ApplicationScoped
class FulfilmentInvariants implements Invariants {

    @Override
    public Map<String, String> statements() {
        Map<String, String> all = new LinkedHashMap<>();
        parcels(all);
        orders(all);
        pickups(all);
        return all;
    }

    private static void parcels(Map<String, String> all) {
        all.put("parcel.lines_are_units_of_the_order", """
                SELECT format('order %s line %s: allotted %s shipped %s, parcels %s gone %s', l.order_id, l.line_no,
                              l.allotted, l.shipped, p.units, p.gone)
                FROM orders.order_line l
                LEFT JOIN (SELECT s.order_id, line.line_no, sum(line.quantity) AS units,
                                  coalesce(sum(line.quantity) FILTER (WHERE s.state = 'HANDED_OVER'), 0) AS gone
                           FROM orders.shipment s JOIN orders.shipment_line line ON line.shipment_id = s.id
                           WHERE s.state <> 'CANCELLED' GROUP BY s.order_id, line.line_no) p
                  ON p.order_id = l.order_id AND p.line_no = l.line_no
                WHERE (l.allotted <> coalesce(p.units, 0) OR l.shipped <> coalesce(p.gone, 0))
                  AND NOT EXISTS (SELECT FROM orders.pickup_booking b
                                  WHERE b.order_id = l.order_id AND b.state = 'COLLECTED')""");
        all.put("parcel.left_only_when_paid", """
                SELECT format('parcel %s of order %s, which is %s', s.id, o.id, o.state)
                FROM orders.shipment s JOIN orders.orders o ON o.id = s.order_id
                WHERE s.state = 'HANDED_OVER' AND o.state IN ('PENDING_PAYMENT', 'CANCELLED')""");
        all.put("age.carrier_is_asked", """
                SELECT format('parcel %s is %s and should have been asked for by %s', id, state, next_check_at)
                FROM orders.shipment
                WHERE state IN ('BOOKING', 'RECALLING') AND next_check_at < now() - interval '5 minutes'""");
    }

    private static void orders(Map<String, String> all) {
        all.put("parcel.shipped_order_has_left", """
                SELECT format('order %s is %s with %s units in the house', o.id, o.state,
                              sum(l.quantity - l.cancelled - l.shipped))
                FROM orders.orders o
                JOIN orders.order_line l ON l.order_id = o.id AND l.kind = 'goods'
                WHERE o.source = 'shop' AND o.state IN ('SHIPPED', 'DELIVERED')
                GROUP BY o.id HAVING sum(l.quantity - l.cancelled - l.shipped) <> 0""");
        all.put("order.state_follows_lines", """
                SELECT format('order %s is %s: %s shipped, %s waiting, %s parcels under way', o.id, o.state, l.shipped,
                              l.waiting, p.travelling)
                FROM orders.orders o
                JOIN (SELECT order_id, sum(shipped) AS shipped, sum(quantity - cancelled - shipped) AS waiting
                      FROM orders.order_line WHERE kind = 'goods' GROUP BY order_id) l ON l.order_id = o.id
                CROSS JOIN LATERAL (
                    SELECT count(*) AS travelling FROM orders.shipment s
                    WHERE s.order_id = o.id AND s.state = 'HANDED_OVER' AND s.delivered_at IS NULL) p
                WHERE o.source = 'shop'
                  AND (o.state = 'PAID' AND l.waiting = 0
                           AND (l.shipped > 0 OR o.refunded_minor = o.captured_minor)
                       OR o.state = 'REFUNDED' AND o.captured_minor = 0 AND l.waiting + l.shipped > 0
                       OR o.state = 'SHIPPED' AND p.travelling = 0
                       OR o.state = 'DELIVERED' AND p.travelling > 0)""");
        all.put("stock.outgoing_is_waiting", """
                SELECT format('sku %s in %s: outgoing %s, waiting in orders %s', coalesce(l.sku, w.sku),
                              coalesce(l.warehouse, w.warehouse), l.outgoing, w.units)
                FROM orders.stock_level l
                FULL JOIN (SELECT sku, warehouse, sum(quantity - shipped - recalled) AS units
                           FROM orders.reservation WHERE state IN ('SOLD', 'RETURNED') GROUP BY sku, warehouse) w
                  ON w.sku = l.sku AND w.warehouse = l.warehouse
                WHERE coalesce(l.outgoing, 0) <> coalesce(w.units, 0)""");
    }

    private static void pickups(Map<String, String> all) {
        all.put("pickup.slot_counts_its_bookings", """
                SELECT format('slot %s: booked %s, bookings %s', s.id, s.booked, count(b.order_id))
                FROM orders.pickup_slot s
                LEFT JOIN orders.pickup_booking b ON b.slot_id = s.id AND b.state <> 'RELEASED'
                GROUP BY s.id HAVING s.booked <> count(b.order_id)""");
        all.put("pickup.booking_follows_order", """
                SELECT format('order %s is %s, its pick-up is %s', o.id, o.state, b.state)
                FROM orders.pickup_booking b JOIN orders.orders o ON o.id = b.order_id
                WHERE (b.state IN ('BOOKED', 'READY') AND o.state NOT IN ('PENDING_PAYMENT', 'PAID'))
                   OR (b.state = 'COLLECTED' AND o.state NOT IN ('DELIVERED', 'REFUNDED'))""");
    }
}
