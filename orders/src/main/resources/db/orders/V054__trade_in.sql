-- What a used thing of a category in a condition is worth to the shop: rules as data.
CREATE TABLE orders.trade_in_rate (
    category text   NOT NULL CHECK (category ~ '^[a-z_]{2,30}$'),
    grade    text   NOT NULL CHECK (grade IN ('A', 'B', 'C', 'D')),
    currency text   NOT NULL CHECK (length(currency) = 3),
    minor    bigint NOT NULL CHECK (minor > 0),
    PRIMARY KEY (category, grade, currency)
);
INSERT INTO orders.trade_in_rate (category, grade, currency, minor)
SELECT category, grade, 'CNY', base * share / 100
FROM (VALUES ('phone', 80000), ('tablet', 70000), ('laptop', 150000), ('appliance', 20000), ('bicycle', 30000)) AS c(category, base),
     (VALUES ('A', 100), ('B', 70), ('C', 40), ('D', 10)) AS g(grade, share);

-- used_minor went into the order, restored_minor came back out of it because goods went back, valued_minor is what the
-- inspection found the thing to be worth.
CREATE TABLE orders.trade_in (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    code           text        NOT NULL UNIQUE CHECK (code ~ '^TI-[A-Z2-9]{12}$'),
    category       text        NOT NULL,
    grade          text        NOT NULL,
    description    text        NOT NULL DEFAULT '',
    email          text        NOT NULL,
    currency       text        NOT NULL CHECK (length(currency) = 3),
    quoted_minor   bigint      NOT NULL CHECK (quoted_minor > 0),
    used_minor     bigint      NOT NULL DEFAULT 0 CHECK (used_minor BETWEEN 0 AND quoted_minor),
    restored_minor bigint      NOT NULL DEFAULT 0 CHECK (restored_minor BETWEEN 0 AND used_minor),
    valued_minor   bigint CHECK (valued_minor BETWEEN 0 AND quoted_minor),
    state          text        NOT NULL DEFAULT 'QUOTED'
        CHECK (state IN ('QUOTED', 'USED', 'ACCEPTED', 'LOWERED', 'REFUSED', 'EXPIRED')),
    order_id       bigint UNIQUE REFERENCES orders.orders,
    charge_order   bigint UNIQUE REFERENCES orders.orders,
    restored_from  bigint REFERENCES orders.trade_in,
    made_at        timestamptz NOT NULL,
    expires_at     timestamptz NOT NULL,
    CHECK ((state IN ('QUOTED', 'EXPIRED')) = (order_id IS NULL)),
    CHECK ((state IN ('ACCEPTED', 'LOWERED', 'REFUSED')) = (valued_minor IS NOT NULL)),
    CHECK (charge_order IS NULL OR state IN ('LOWERED', 'REFUSED'))
);
CREATE INDEX trade_in_state ON orders.trade_in (state, id);

-- Append-only: the credit's ledger. Its sum is what the shopper holds; a reversal is written once.
CREATE TABLE orders.trade_in_entry (
    id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    trade_in bigint      NOT NULL REFERENCES orders.trade_in,
    kind     text        NOT NULL CHECK (kind IN ('QUOTE', 'USE', 'RELEASE', 'EXPIRE', 'RESTORE', 'REVERSE')),
    minor    bigint      NOT NULL CHECK (minor <> 0),
    order_id bigint REFERENCES orders.orders,
    actor    text        NOT NULL,
    at       timestamptz NOT NULL,
    CHECK ((kind IN ('QUOTE', 'RELEASE')) = (minor > 0))
);
CREATE INDEX trade_in_entry_trade_in ON orders.trade_in_entry (trade_in, id);
CREATE UNIQUE INDEX trade_in_reversed_once ON orders.trade_in_entry (trade_in) WHERE kind = 'REVERSE';
CREATE UNIQUE INDEX trade_in_quoted_once ON orders.trade_in_entry (trade_in) WHERE kind = 'QUOTE';
CREATE TRIGGER trade_in_entry_is_append_only BEFORE UPDATE OR DELETE ON orders.trade_in_entry
    FOR EACH ROW EXECUTE FUNCTION orders.refuse_change();
