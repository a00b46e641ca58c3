CREATE TABLE membership.tier (
    code        text PRIMARY KEY,
    rank        int    NOT NULL UNIQUE,
    from_minor  bigint NOT NULL CHECK (from_minor >= 0),
    discount_bp int    NOT NULL CHECK (discount_bp BETWEEN 0 AND 10000)
);
COMMENT ON COLUMN membership.tier.from_minor IS 'spend from which the tier is reached, minor units of the shop''s currency';
COMMENT ON COLUMN membership.tier.discount_bp IS 'discount on goods in basis points';

INSERT INTO membership.tier (code, rank, from_minor, discount_bp)
VALUES ('bronze', 1, 0, 0),
       ('silver', 2, 50000, 100),
       ('gold', 3, 200000, 200),
       ('platinum', 4, 500000, 300);

CREATE TABLE membership.account (
    customer_id   bigint PRIMARY KEY,
    email         text        NOT NULL UNIQUE CHECK (email = lower(email)),
    name          text        NOT NULL,
    password_hash text        NOT NULL,
    language      text        NOT NULL,
    tier          text        NOT NULL REFERENCES membership.tier (code),
    joined_at     timestamptz NOT NULL
);

CREATE TABLE membership.sign_in_try (
    account_hash text PRIMARY KEY,
    first_at     timestamptz NOT NULL,
    tries        int         NOT NULL
);
COMMENT ON COLUMN membership.sign_in_try.account_hash IS 'SHA-256 of the e-mail that was typed, known or not';

CREATE TABLE membership.tier_change (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    customer_id bigint      NOT NULL REFERENCES membership.account (customer_id),
    from_tier   text REFERENCES membership.tier (code),
    to_tier     text        NOT NULL REFERENCES membership.tier (code),
    spent_minor bigint      NOT NULL,
    currency    text        NOT NULL,
    changed_at  timestamptz NOT NULL
);
CREATE INDEX tier_change_customer ON membership.tier_change (customer_id, id);

CREATE FUNCTION membership.refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END
$$;
CREATE TRIGGER tier_change_append_only BEFORE UPDATE OR DELETE ON membership.tier_change
    FOR EACH ROW EXECUTE FUNCTION membership.refuse_change();

CREATE TABLE membership.coupon (
    code               text PRIMARY KEY CHECK (code = upper(code)),
    percent_bp         int         NOT NULL DEFAULT 0 CHECK (percent_bp BETWEEN 0 AND 10000),
    amount_minor       bigint CHECK (amount_minor > 0),
    minimum_minor      bigint CHECK (minimum_minor >= 0),
    currency           text        NOT NULL,
    use_limit          int CHECK (use_limit > 0),
    per_customer_limit int CHECK (per_customer_limit > 0),
    used               int         NOT NULL DEFAULT 0,
    starts_at          timestamptz,
    ends_at            timestamptz,
    active             boolean     NOT NULL DEFAULT true,
    created_at         timestamptz NOT NULL,
    CHECK ((percent_bp > 0) <> (amount_minor IS NOT NULL)),
    CHECK (used >= 0 AND (use_limit IS NULL OR used <= use_limit))
);

CREATE TABLE membership.coupon_use (
    coupon      text        NOT NULL REFERENCES membership.coupon (code),
    order_id    bigint      NOT NULL,
    customer_id bigint,
    used_at     timestamptz NOT NULL,
    released_at timestamptz,
    PRIMARY KEY (coupon, order_id)
);
CREATE INDEX coupon_use_order ON membership.coupon_use (order_id);
CREATE INDEX coupon_use_customer ON membership.coupon_use (customer_id, coupon) WHERE released_at IS NULL;
