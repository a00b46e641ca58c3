CREATE TABLE tracking.erasure (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    subject   text        NOT NULL,
    actor     text        NOT NULL,
    erased_at timestamptz NOT NULL,
    before    jsonb       NOT NULL,
    after     jsonb       NOT NULL
);
COMMENT ON TABLE tracking.erasure IS 'proof that a person was forgotten: rows by place before, and after a second look';
CREATE TRIGGER erasure_append_only
    BEFORE UPDATE OR DELETE ON tracking.erasure
    FOR EACH ROW EXECUTE FUNCTION tracking.refuse_change();

COMMENT ON COLUMN tracking.order_fact.customer IS 'personal: number of the customer; an erasure puts a number of nobody in its place';
COMMENT ON COLUMN tracking.order_fact.visitor IS 'personal: pseudonym of the browser; an erasure empties it';
COMMENT ON COLUMN tracking.refund_fact.customer IS 'personal: number of the customer; an erasure empties it';
COMMENT ON COLUMN tracking.consent_evidence.unit IS 'personal: pseudonym of the browser; kept as evidence of the decision';
COMMENT ON COLUMN tracking.erasure.subject IS 'personal: digest of the pseudonym; kept as evidence of the erasure';
COMMENT ON COLUMN tracking.erasure.actor IS 'personal: member of staff; kept as evidence of the erasure';
