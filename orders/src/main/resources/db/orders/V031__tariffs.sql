-- One unit of the shop's currency is so many of the other. The newest row of a currency counts; older ones stay.
CREATE TABLE orders.exchange_rate (
    base     text        NOT NULL CHECK (length(base) = 3),
    currency text        NOT NULL CHECK (length(currency) = 3 AND currency <> base),
    rate     numeric     NOT NULL CHECK (rate >= 0),
    source   text        NOT NULL CHECK (source <> ''),
    at       timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (base, currency, at)
);
COMMENT ON COLUMN orders.exchange_rate.rate IS '0 ends the offer of the currency';

CREATE TABLE orders.tax_rate (
    country      text    NOT NULL CHECK (country ~ '^[A-Z]{2}$'),
    category     text    NOT NULL DEFAULT 'standard' CHECK (category <> ''),
    basis_points int     NOT NULL CHECK (basis_points BETWEEN 0 AND 10000),
    included     boolean NOT NULL,
    name_en      text    NOT NULL CHECK (name_en <> ''),
    name_zh      text    NOT NULL CHECK (name_zh <> ''),
    PRIMARY KEY (country, category)
);

CREATE TABLE orders.sku_trait (
    sku          bigint PRIMARY KEY,
    tax_category text NOT NULL DEFAULT 'standard' CHECK (tax_category <> ''),
    grams        int  NOT NULL DEFAULT 0 CHECK (grams >= 0)
);

-- fee_minor and free_from_minor are in the shop's currency; null is what the settings say. countries null: everywhere.
CREATE TABLE orders.shipping_method (
    code            text PRIMARY KEY CHECK (code ~ '^[a-z0-9][a-z0-9-]{0,31}$'),
    kind            text    NOT NULL DEFAULT 'DELIVERY' CHECK (kind IN ('DELIVERY', 'PICKUP')),
    name_en         text    NOT NULL CHECK (name_en <> ''),
    name_zh         text    NOT NULL CHECK (name_zh <> ''),
    countries       text[],
    fee_minor       bigint CHECK (fee_minor >= 0),
    free_from_minor bigint CHECK (free_from_minor >= 0),
    per_kg_minor    bigint  NOT NULL DEFAULT 0 CHECK (per_kg_minor >= 0),
    position        int     NOT NULL DEFAULT 100,
    active          boolean NOT NULL DEFAULT true
);
INSERT INTO orders.shipping_method (code, name_en, name_zh) VALUES ('standard', 'Standard delivery', '标准配送');

ALTER TABLE orders.quote
    ADD COLUMN country         text NOT NULL DEFAULT '',
    ADD COLUMN shipping_method text NOT NULL DEFAULT 'standard';

-- base: the total in the shop's currency at the quoted rate, for everything that is measured.
-- command_hash: of what the shopper submitted; the same key with something else is refused.
ALTER TABLE orders.orders
    ADD COLUMN shipping_method    text   NOT NULL DEFAULT 'standard',
    ADD COLUMN tax_included_minor bigint NOT NULL DEFAULT 0 CHECK (tax_included_minor BETWEEN 0 AND total_minor),
    ADD COLUMN base_currency      text CHECK (length(base_currency) = 3),
    ADD COLUMN base_minor         bigint CHECK (base_minor >= 0),
    ADD COLUMN rate               numeric CHECK (rate > 0),
    ADD COLUMN command_hash       text,
    ADD CHECK ((base_currency IS NULL) = (base_minor IS NULL));
ALTER TABLE orders.order_line
    ADD COLUMN tax_minor bigint NOT NULL DEFAULT 0 CHECK (tax_minor >= 0);
