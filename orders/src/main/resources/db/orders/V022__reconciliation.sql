-- Rows of providers' own books, as fetched; never changed afterwards.
CREATE TABLE orders.provider_entry (
    ledger       text        NOT NULL,
    seq          bigint      NOT NULL,
    at           timestamptz NOT NULL,
    attempt_id   text        NOT NULL,
    order_number text        NOT NULL,
    kind         text        NOT NULL CHECK (kind IN ('AUTHORISE', 'CAPTURE', 'VOID', 'REFUND', 'DECLINE')),
    amount_minor bigint      NOT NULL,
    currency     text        NOT NULL,
    fetched_at   timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (ledger, seq)
);
CREATE INDEX provider_entry_attempt ON orders.provider_entry (attempt_id);
CREATE TRIGGER provider_entry_is_append_only BEFORE UPDATE ON orders.provider_entry
    FOR EACH ROW EXECUTE FUNCTION orders.refuse_change();

-- How the last look at each ledger went.
CREATE TABLE orders.provider_ledger (
    name       text PRIMARY KEY,
    looked_at  timestamptz NOT NULL,
    fetched_at timestamptz,
    problem    text
);

-- Where our books and a provider's differ; resolved_at is set when they agree again.
CREATE TABLE orders.reconciliation_break (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    ledger       text        NOT NULL,
    kind         text        NOT NULL
        CHECK (kind IN ('missing_here', 'missing_there', 'amount', 'order', 'unknown_attempt')),
    attempt_id   text        NOT NULL,
    entry_kind   text        NOT NULL,
    ours_minor   bigint,
    theirs_minor bigint,
    currency     text        NOT NULL,
    detail       text        NOT NULL,
    first_at     timestamptz NOT NULL DEFAULT now(),
    last_at      timestamptz NOT NULL DEFAULT now(),
    resolved_at  timestamptz
);
CREATE UNIQUE INDEX reconciliation_break_open ON orders.reconciliation_break (ledger, kind, attempt_id, entry_kind, detail)
    WHERE resolved_at IS NULL;
