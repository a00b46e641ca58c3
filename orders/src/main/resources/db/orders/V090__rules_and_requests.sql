-- The same request sent twice is one case.
ALTER TABLE orders.after_sale ADD COLUMN request_key text CHECK (length(request_key) BETWEEN 1 AND 100);
CREATE UNIQUE INDEX after_sale_request ON orders.after_sale (order_id, request_key) WHERE request_key IS NOT NULL;

-- Who changed which rule: the values before and after, as one readable line each.
CREATE TABLE orders.rule_change (
    id     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at     timestamptz NOT NULL,
    actor  text        NOT NULL,
    kind   text        NOT NULL CHECK (kind IN ('RETURN', 'DECLINE')),
    code   text        NOT NULL,
    before text        NOT NULL,
    after  text        NOT NULL,
    CHECK (before <> after)
);
CREATE TRIGGER rule_change_is_append_only BEFORE UPDATE ON orders.rule_change
    FOR EACH ROW EXECUTE FUNCTION orders.refuse_change();
