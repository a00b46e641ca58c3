-- Customers whom risk stopped: no coupons until a person or a later checkout clears them.
CREATE TABLE membership.risk_block (
    customer_id bigint PRIMARY KEY,
    assessment  bigint      NOT NULL,
    since       timestamptz NOT NULL
);
