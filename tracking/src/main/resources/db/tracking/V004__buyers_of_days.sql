-- Buyers of each day alone. What was added up before lacks them; it is derived and made again.
DELETE FROM tracking.order_day;
ALTER TABLE tracking.order_day
    ADD COLUMN buyers        bigint NOT NULL,
    ADD COLUMN repeat_buyers bigint NOT NULL;
