CREATE TABLE tracking.order_fact (
    order_id    bigint PRIMARY KEY,
    customer    bigint,
    currency    text        NOT NULL CHECK (length(currency) = 3),
    total_minor bigint      NOT NULL,
    occurred_at timestamptz NOT NULL,
    visitor     text,
    source      text        NOT NULL
);
CREATE INDEX order_fact_time ON tracking.order_fact (occurred_at);
CREATE INDEX order_fact_customer ON tracking.order_fact (customer, occurred_at) WHERE customer IS NOT NULL;

CREATE TABLE tracking.refund_fact (
    id           text PRIMARY KEY,
    order_id     bigint,
    customer     bigint,
    currency     text        NOT NULL CHECK (length(currency) = 3),
    amount_minor bigint      NOT NULL,
    occurred_at  timestamptz NOT NULL,
    source       text        NOT NULL
);
CREATE INDEX refund_fact_time ON tracking.refund_fact (occurred_at);

CREATE TABLE tracking.consent_evidence (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    unit           text        NOT NULL,
    purposes       text        NOT NULL,
    policy_version text        NOT NULL,
    decided_at     timestamptz NOT NULL
);
CREATE INDEX consent_evidence_unit ON tracking.consent_evidence (unit, id);

CREATE FUNCTION tracking.refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$
BEGIN
    RAISE EXCEPTION 'tracking.% is append-only', TG_TABLE_NAME;
END
$$;
CREATE TRIGGER consent_evidence_append_only
    BEFORE UPDATE OR DELETE ON tracking.consent_evidence
    FOR EACH ROW EXECUTE FUNCTION tracking.refuse_change();

CREATE TABLE tracking.intake_count (
    day    date   NOT NULL,
    reason text   NOT NULL,
    events bigint NOT NULL,
    PRIMARY KEY (day, reason)
);
