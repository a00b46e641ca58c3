-- What was declined, by trait: velocity counts these rows instead of walking from every checkout to its payments.
-- An outage of the channel is not the shopper's doing and is not counted.
CREATE TABLE orders.risk_decline (
    attempt text        NOT NULL,
    kind    text        NOT NULL,
    value   text        NOT NULL,
    at      timestamptz NOT NULL,
    PRIMARY KEY (attempt, kind)
);
CREATE INDEX risk_decline_value ON orders.risk_decline (kind, value, at);

INSERT INTO orders.risk_decline (attempt, kind, value, at)
SELECT p.id, t.kind, t.value, p.updated_at FROM orders.payment_attempt p
JOIN orders.orders o ON o.id = p.order_id AND o.source = 'shop'
JOIN orders.risk_assessment a ON a.key = o.natural_key
JOIN orders.risk_trait t ON t.assessment = a.id
WHERE p.state = 'DECLINED' AND p.decline_reason IS DISTINCT FROM 'channel_unavailable'
ON CONFLICT DO NOTHING;
