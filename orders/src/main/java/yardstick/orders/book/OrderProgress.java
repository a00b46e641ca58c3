package yardstick.orders.book;

import org.jdbi.v3.core.Handle;
import yardstick.orders.Order.State;
import yardstick.orders.OrderId;

/** Where the lines and parcels of an order are, as a state of the order. */
final class OrderProgress {

    private OrderProgress() {}

    /** The state it is in while units wait in the house, or while the money of what was called off is still here. */
    static State of(Handle handle, OrderId order) {
        return handle.createQuery("""
                        SELECT CASE WHEN l.waiting > 0 THEN o.state
                                    WHEN EXISTS (SELECT FROM orders.shipment s
                                                 WHERE s.order_id = o.id AND s.state = 'HANDED_OVER'
                                                   AND s.delivered_at IS NULL) THEN 'SHIPPED'
                                    WHEN l.shipped > 0 OR l.lines = 0 THEN 'DELIVERED'
                                    WHEN o.refunded_minor = o.captured_minor THEN 'REFUNDED'
                                    ELSE o.state END
                        FROM orders.orders o
                        CROSS JOIN LATERAL (
                            SELECT count(*) AS lines, coalesce(sum(shipped), 0) AS shipped,
                                   coalesce(sum(quantity - cancelled - shipped), 0) AS waiting
                            FROM orders.order_line WHERE order_id = o.id AND kind = 'goods') l
                        WHERE o.id = :order""")
                .bind("order", order.value())
                .mapTo(State.class)
                .one();
    }
}
