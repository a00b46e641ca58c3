CREATE TABLE metrics.release (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key             text        NOT NULL UNIQUE,
    name            text        NOT NULL,
    owner           text        NOT NULL,
    hypothesis      text        NOT NULL,
    cost_minor      bigint      NOT NULL CHECK (cost_minor >= 0),
    cost_currency   text        NOT NULL CHECK (length(cost_currency) = 3),
    rollout_percent integer     NOT NULL CHECK (rollout_percent BETWEEN 0 AND 100),
    state           text        NOT NULL CHECK (state IN ('DRAFT', 'RUNNING', 'SHIPPED', 'STOPPED')),
    split           integer     NOT NULL DEFAULT 0,
    split_at        timestamptz,
    started_at      timestamptz,
    ended_at        timestamptz,
    debt_date       date,
    created_at      timestamptz NOT NULL
);
COMMENT ON COLUMN metrics.release.split IS 'number of the current split; every ramp begins a new one';
COMMENT ON COLUMN metrics.release.split_at IS 'since when the current split holds; arms are compared from then on';

CREATE TABLE metrics.release_change (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    release_id bigint      NOT NULL REFERENCES metrics.release (id),
    at         timestamptz NOT NULL,
    actor      text        NOT NULL,
    what       text        NOT NULL
);
CREATE INDEX release_change_release ON metrics.release_change (release_id, id);
