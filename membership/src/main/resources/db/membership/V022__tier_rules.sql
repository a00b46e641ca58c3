-- Who changed what a tier gives: the values before and after, as one readable line each.
CREATE TABLE membership.tier_rule_change (
    id     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at     timestamptz NOT NULL,
    actor  text        NOT NULL,
    tier   text        NOT NULL REFERENCES membership.tier (code),
    before text        NOT NULL,
    after  text        NOT NULL,
    CHECK (before <> after)
);
CREATE TRIGGER tier_rule_change_is_append_only BEFORE UPDATE OR DELETE ON membership.tier_rule_change
    FOR EACH ROW EXECUTE FUNCTION membership.refuse_change();
