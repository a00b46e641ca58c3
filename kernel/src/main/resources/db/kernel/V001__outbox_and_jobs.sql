CREATE TABLE kernel.outbox (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    topic      text        NOT NULL,
    key        text        NOT NULL,
    payload    text        NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX outbox_topic ON kernel.outbox (topic, id);

CREATE TABLE kernel.job (
    id               uuid PRIMARY KEY     DEFAULT gen_random_uuid(),
    kind             text        NOT NULL,
    title            text        NOT NULL,
    state            text        NOT NULL DEFAULT 'RUNNING'
        CHECK (state IN ('RUNNING', 'DONE', 'FAILED', 'CANCELLED')),
    total            bigint      NOT NULL DEFAULT -1,
    done             bigint      NOT NULL DEFAULT 0,
    failed           bigint      NOT NULL DEFAULT 0,
    cancel_requested boolean     NOT NULL DEFAULT false,
    result           text,
    message          text,
    started_at       timestamptz NOT NULL DEFAULT now(),
    heartbeat_at     timestamptz NOT NULL DEFAULT now(),
    finished_at      timestamptz
);
CREATE INDEX job_started ON kernel.job (started_at DESC);
