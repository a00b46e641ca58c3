-- Reports of the audit: who asked, what was checked, what was broken.
CREATE TABLE orders.audit_run (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at         timestamptz NOT NULL,
    trigger    text        NOT NULL,
    millis     bigint      NOT NULL,
    invariants int         NOT NULL,
    ledger     text        NOT NULL CHECK (ledger IN ('COMPARED', 'UNREACHABLE', 'NONE')),
    broken     jsonb       NOT NULL
);
CREATE INDEX audit_run_at ON orders.audit_run (at DESC, id DESC);

