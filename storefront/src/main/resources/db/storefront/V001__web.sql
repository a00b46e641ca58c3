CREATE TABLE storefront.staff (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    username      text        NOT NULL CHECK (username <> ''),
    name          text        NOT NULL,
    password_hash text,
    role          text        NOT NULL CHECK (role IN ('OWNER', 'SUPPORT', 'WAREHOUSE', 'FINANCE', 'MARKETING')),
    active        boolean     NOT NULL DEFAULT true,
    created_at    timestamptz NOT NULL
);
CREATE UNIQUE INDEX staff_username ON storefront.staff (lower(username));

CREATE TABLE storefront.web_session (
    token_hash   text PRIMARY KEY,
    customer     bigint,
    staff        bigint REFERENCES storefront.staff ON DELETE CASCADE,
    created_at   timestamptz NOT NULL,
    last_seen_at timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,
    CHECK (num_nonnulls(customer, staff) = 1)
);
CREATE INDEX web_session_expires ON storefront.web_session (expires_at);
CREATE INDEX web_session_customer ON storefront.web_session (customer) WHERE customer IS NOT NULL;
CREATE INDEX web_session_staff ON storefront.web_session (staff) WHERE staff IS NOT NULL;

CREATE TABLE storefront.one_time_link (
    token_hash text PRIMARY KEY,
    purpose    text        NOT NULL,
    staff      bigint REFERENCES storefront.staff ON DELETE CASCADE,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at    timestamptz
);
