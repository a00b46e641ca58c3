-- Rules as data: so many MEASUREs of one trait within a sliding window give the verdict.
CREATE TABLE orders.risk_rule (
    code           text PRIMARY KEY CHECK (code ~ '^[a-z_]{3,40}$'),
    trait          text    NOT NULL CHECK (trait IN ('DEVICE', 'ADDRESS', 'EMAIL', 'MEANS', 'IP')),
    measure        text    NOT NULL CHECK (measure IN ('CHECKOUTS', 'DECLINES', 'AMOUNT')),
    window_minutes int     NOT NULL CHECK (window_minutes BETWEEN 1 AND 43200),
    threshold      bigint  NOT NULL CHECK (threshold > 0),
    verdict        text    NOT NULL CHECK (verdict IN ('STEP_UP', 'REVIEW', 'BLOCK')),
    active         boolean NOT NULL DEFAULT true
);
INSERT INTO orders.risk_rule (code, trait, measure, window_minutes, threshold, verdict)
VALUES ('device_checkouts', 'DEVICE', 'CHECKOUTS', 60, 10, 'STEP_UP'),
       ('device_declines', 'DEVICE', 'DECLINES', 60, 4, 'STEP_UP'),
       ('device_declines_many', 'DEVICE', 'DECLINES', 1440, 12, 'BLOCK'),
       ('email_declines', 'EMAIL', 'DECLINES', 1440, 5, 'STEP_UP'),
       ('email_checkouts', 'EMAIL', 'CHECKOUTS', 1440, 20, 'STEP_UP'),
       ('address_checkouts', 'ADDRESS', 'CHECKOUTS', 1440, 30, 'REVIEW'),
       ('means_checkouts', 'MEANS', 'CHECKOUTS', 60, 10, 'STEP_UP'),
       ('ip_declines', 'IP', 'DECLINES', 60, 40, 'STEP_UP'),
       ('device_amount', 'DEVICE', 'AMOUNT', 1440, 5000000, 'REVIEW');

-- One checkout as risk saw it; key is the idempotency key of the quote, which the order carries on as natural_key.
-- CHALLENGED waits for a confirmation; a verdict BLOCK is only reached from a failed challenge or a blocked trait.
CREATE TABLE orders.risk_assessment (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key        text        NOT NULL UNIQUE,
    verdict    text        NOT NULL CHECK (verdict IN ('ALLOW', 'STEP_UP', 'REVIEW', 'BLOCK')),
    challenge  text        NOT NULL DEFAULT 'NONE' CHECK (challenge IN ('NONE', 'OPEN', 'PASSED', 'FAILED')),
    code_hash  text,
    code_until timestamptz,
    tries      int         NOT NULL DEFAULT 0 CHECK (tries BETWEEN 0 AND 5),
    sent       int         NOT NULL DEFAULT 0 CHECK (sent BETWEEN 0 AND 3),
    email      text        NOT NULL DEFAULT '',
    customer   bigint,
    minor      bigint      NOT NULL CHECK (minor >= 0),
    currency   text        NOT NULL CHECK (length(currency) = 3),
    reasons    jsonb       NOT NULL,
    outcome    text CHECK (outcome IN ('GOOD', 'BAD')),
    decided_by text,
    decided_at timestamptz,
    at         timestamptz NOT NULL,
    stopped    boolean     NOT NULL,
    decisions  int         NOT NULL DEFAULT 1,
    CHECK ((outcome IS NULL) = (decided_by IS NULL)),
    CHECK (verdict <> 'STEP_UP' OR challenge = 'OPEN'),
    CHECK (challenge <> 'FAILED' OR verdict = 'BLOCK')
);
CREATE INDEX risk_assessment_at ON orders.risk_assessment (at);
CREATE INDEX risk_assessment_waits ON orders.risk_assessment (at) WHERE verdict = 'REVIEW' AND outcome IS NULL;

-- Hashes only: neither addresses nor browsers can be read from here.
CREATE TABLE orders.risk_trait (
    assessment bigint      NOT NULL REFERENCES orders.risk_assessment ON DELETE CASCADE,
    kind       text        NOT NULL CHECK (kind IN ('DEVICE', 'ADDRESS', 'EMAIL', 'MEANS', 'IP')),
    value      text        NOT NULL,
    at         timestamptz NOT NULL,
    PRIMARY KEY (assessment, kind, value)
);
CREATE INDEX risk_trait_value ON orders.risk_trait (kind, value, at);

-- Traits a person blocked, because of an order that was bad.
CREATE TABLE orders.risk_blocked (
    kind   text        NOT NULL,
    value  text        NOT NULL,
    order_id bigint    NOT NULL REFERENCES orders.orders,
    actor  text        NOT NULL,
    at     timestamptz NOT NULL,
    PRIMARY KEY (kind, value)
);
