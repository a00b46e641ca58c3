-- At most one row: what became of the demo shop. history_until keeps a resumed load the same as the one that began.
CREATE TABLE storefront.demo_shop (
    only_one      boolean PRIMARY KEY DEFAULT true CHECK (only_one),
    state         text        NOT NULL CHECK (state IN ('LOADING', 'LOADED', 'DECLINED')),
    history_until date        NOT NULL,
    job           uuid,
    decided_at    timestamptz NOT NULL
);
