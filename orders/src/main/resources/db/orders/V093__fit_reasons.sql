INSERT INTO orders.return_reason (code, position, fault, before_ship, after_ship, window_days)
VALUES ('too_small', 9, 'SHOPPER', false, true, 14),
       ('too_large', 10, 'SHOPPER', false, true, 14);
CREATE INDEX IF NOT EXISTS order_line_sku ON orders.order_line (sku) WHERE sku IS NOT NULL;
