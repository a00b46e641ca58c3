-- Every checkout paid for these on each insert and update, and nothing ever looked through them.
DROP INDEX orders.cart_updated;
DROP INDEX orders.quote_expires;

-- Read by time over rows that are written in its order: a summary of each range of pages is enough, and a change of such
-- a row no longer touches the other indexes.
DROP INDEX orders.payment_attempt_recent;
CREATE INDEX payment_attempt_recent ON orders.payment_attempt USING brin (created_at) WITH (pages_per_range = 16);
DROP INDEX orders.risk_assessment_at;
CREATE INDEX risk_assessment_at ON orders.risk_assessment USING brin (at) WITH (pages_per_range = 16);

-- A cancelled order finds its cart.
CREATE INDEX cart_order ON orders.cart (order_id) WHERE order_id IS NOT NULL;

-- Room for the changes that follow each of these within minutes, on the page where the row is.
ALTER TABLE orders.cart SET (fillfactor = 70);
ALTER TABLE orders.payment_attempt SET (fillfactor = 70);
