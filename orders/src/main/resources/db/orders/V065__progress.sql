-- recalled: of the returned units those that never left the house; quantity - shipped - recalled units wait there.
ALTER TABLE orders.reservation ADD COLUMN recalled int NOT NULL DEFAULT 0;
UPDATE orders.reservation SET recalled = least(returned, quantity - shipped) WHERE returned > 0;
ALTER TABLE orders.reservation
    ADD CHECK (recalled BETWEEN 0 AND returned),
    ADD CHECK (shipped + recalled <= quantity);

-- Orders whose last unit in the house was called off after the others had left.
UPDATE orders.orders o
SET state = CASE WHEN l.shipped = 0 THEN 'REFUNDED'
                 WHEN EXISTS (SELECT FROM orders.shipment s WHERE s.order_id = o.id AND s.state = 'HANDED_OVER'
                                AND s.delivered_at IS NULL) THEN 'SHIPPED'
                 ELSE 'DELIVERED' END
FROM (SELECT order_id, sum(shipped) AS shipped FROM orders.order_line WHERE kind = 'goods'
      GROUP BY order_id HAVING sum(quantity - cancelled - shipped) = 0) l
WHERE l.order_id = o.id AND o.state = 'PAID' AND o.source = 'shop'
  AND (l.shipped > 0 OR o.refunded_minor = o.captured_minor);
UPDATE orders.orders SET state = 'DELIVERED' WHERE state = 'PAID' AND source = 'after-sale';

-- The replacement of an exchange is an order from the moment of asking: unpaid, its units reserved, until the case is
-- settled or ends. tax_minor: what the replacement's tax adds to its price.
ALTER TABLE orders.after_sale_wish ADD COLUMN tax_minor bigint NOT NULL DEFAULT 0 CHECK (tax_minor >= 0);
