-- Money the shop owes whoever holds the code. Only a digest of the code is kept.
CREATE TABLE orders.gift_card (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    code_digest   text        NOT NULL UNIQUE,
    ending        text        NOT NULL CHECK (length(ending) = 4),
    currency      text        NOT NULL CHECK (length(currency) = 3),
    issued_minor  bigint      NOT NULL CHECK (issued_minor > 0),
    balance_minor bigint      NOT NULL CHECK (balance_minor >= 0),
    blocked       boolean     NOT NULL DEFAULT false,
    expires_at    timestamptz,
    note          text        NOT NULL DEFAULT '',
    issued_by     text        NOT NULL,
    created_at    timestamptz NOT NULL DEFAULT now(),
    CHECK (balance_minor <= issued_minor)
);
CREATE INDEX gift_card_created ON orders.gift_card (created_at DESC);

-- Append-only: the sum of the deltas is the balance. One entry per card, kind and reference: nothing happens twice.
CREATE TABLE orders.gift_card_entry (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    card_id     bigint      NOT NULL REFERENCES orders.gift_card,
    kind        text        NOT NULL CHECK (kind IN ('ISSUE', 'HOLD', 'RELEASE', 'REFUND')),
    delta_minor bigint      NOT NULL CHECK (delta_minor <> 0),
    reference   text        NOT NULL,
    attempt_id  text,
    actor       text        NOT NULL,
    at          timestamptz NOT NULL DEFAULT now(),
    UNIQUE (card_id, kind, reference),
    CHECK ((kind = 'HOLD') = (delta_minor < 0)),
    CHECK ((kind = 'ISSUE') = (attempt_id IS NULL))
);
CREATE INDEX gift_card_entry_attempt ON orders.gift_card_entry (attempt_id) WHERE attempt_id IS NOT NULL;
CREATE TRIGGER gift_card_entry_is_append_only BEFORE UPDATE OR DELETE ON orders.gift_card_entry
    FOR EACH ROW EXECUTE FUNCTION orders.refuse_change();

-- A gift card may pay a part beside the one capture of a provider.
DROP INDEX orders.one_capture_per_order;
CREATE UNIQUE INDEX one_capture_per_order ON orders.payment_attempt (order_id)
    WHERE state = 'CAPTURED' AND NOT surplus AND channel <> 'gift-card';
CREATE UNIQUE INDEX one_gift_card_per_order ON orders.payment_attempt (order_id)
    WHERE channel = 'gift-card' AND state IN ('CREATED', 'AUTHORISED', 'CAPTURED');
