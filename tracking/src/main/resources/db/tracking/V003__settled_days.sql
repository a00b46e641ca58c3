-- Orders of days that are over, added up once. A change of such a day forgets what was added up, in its own transaction.
CREATE TABLE tracking.order_day (
    zone          text   NOT NULL,
    currency      text   NOT NULL,
    day           date   NOT NULL,
    orders        bigint NOT NULL,
    revenue_minor bigint NOT NULL,
    squares       double precision NOT NULL,
    refunds_minor bigint NOT NULL,
    shop_orders   bigint NOT NULL,
    shop_minor    bigint NOT NULL,
    PRIMARY KEY (zone, currency, day)
);
COMMENT ON TABLE tracking.order_day IS 'derived from order_fact and refund_fact, of days that are over; made again when it is missing';

CREATE TABLE tracking.buyer_span (
    zone          text   NOT NULL,
    currency      text   NOT NULL,
    first         date   NOT NULL,
    last          date   NOT NULL,
    buyers        bigint NOT NULL,
    repeat_buyers bigint NOT NULL,
    PRIMARY KEY (zone, currency, first, last)
);
COMMENT ON TABLE tracking.buyer_span IS 'different buyers between two days that are over; derived from order_fact';

-- Whoever adds days up waits for nobody: it tries for the exclusive lock, which is free when no change is under way.
CREATE FUNCTION tracking.forget_days() RETURNS trigger LANGUAGE plpgsql AS
$$
BEGIN
    PERFORM pg_advisory_xact_lock_shared(725003);
    DELETE FROM tracking.order_day d USING changed c
    WHERE d.day BETWEEN (c.occurred_at AT TIME ZONE 'UTC')::date - 1 AND (c.occurred_at AT TIME ZONE 'UTC')::date + 1
      AND d.day = (c.occurred_at AT TIME ZONE d.zone)::date;
    DELETE FROM tracking.buyer_span s USING changed c
    WHERE (c.occurred_at AT TIME ZONE s.zone)::date BETWEEN s.first AND s.last;
    RETURN NULL;
END
$$;

CREATE TRIGGER days_after_insert AFTER INSERT ON tracking.order_fact
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tracking.forget_days();
CREATE TRIGGER days_before_update AFTER UPDATE ON tracking.order_fact
    REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tracking.forget_days();
CREATE TRIGGER days_after_update AFTER UPDATE ON tracking.order_fact
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tracking.forget_days();
CREATE TRIGGER days_after_delete AFTER DELETE ON tracking.order_fact
    REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tracking.forget_days();

CREATE TRIGGER days_after_insert AFTER INSERT ON tracking.refund_fact
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tracking.forget_days();
CREATE TRIGGER days_before_update AFTER UPDATE ON tracking.refund_fact
    REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tracking.forget_days();
CREATE TRIGGER days_after_update AFTER UPDATE ON tracking.refund_fact
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tracking.forget_days();
CREATE TRIGGER days_after_delete AFTER DELETE ON tracking.refund_fact
    REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tracking.forget_days();
