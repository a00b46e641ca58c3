CREATE TABLE catalog.category (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    parent_id bigint REFERENCES catalog.category (id),
    slug      text NOT NULL UNIQUE,
    name_en   text NOT NULL,
    name_zh   text,
    path      text NOT NULL UNIQUE
);
COMMENT ON COLUMN catalog.category.path IS 'names from the root down, joined by '' > ''; the key of imports';

CREATE SEQUENCE catalog.product_id;
CREATE TABLE catalog.product (
    id               bigint PRIMARY KEY DEFAULT nextval('catalog.product_id'),
    supplier         text        NOT NULL,
    supplier_key     text        NOT NULL,
    slug             text        NOT NULL UNIQUE,
    title_en         text        NOT NULL,
    title_zh         text,
    brand            text        NOT NULL DEFAULT '',
    category_id      bigint REFERENCES catalog.category (id),
    description_en   text,
    description_zh   text,
    image            text,
    active           boolean     NOT NULL DEFAULT true,
    popularity       bigint      NOT NULL DEFAULT 0,
    created_at       timestamptz NOT NULL,
    updated_at       timestamptz NOT NULL,
    UNIQUE (supplier, supplier_key)
);
CREATE INDEX product_category ON catalog.product (category_id);

CREATE SEQUENCE catalog.sku_id;
CREATE TABLE catalog.sku (
    id               bigint PRIMARY KEY DEFAULT nextval('catalog.sku_id'),
    product_id       bigint  NOT NULL REFERENCES catalog.product (id),
    supplier         text    NOT NULL,
    code             text    NOT NULL,
    code_key         text    NOT NULL GENERATED ALWAYS AS (upper(code)) STORED,
    variant          text,
    price_minor      bigint CHECK (price_minor > 0),
    list_price_minor bigint CHECK (list_price_minor > 0),
    currency         text    NOT NULL,
    gtin             text,
    pack_size        text,
    pack_quantity    numeric,
    pack_unit        text,
    attributes       jsonb   NOT NULL DEFAULT '{}',
    in_stock         boolean NOT NULL DEFAULT false,
    active           boolean NOT NULL DEFAULT true,
    UNIQUE (supplier, code_key)
);
CREATE INDEX sku_product ON catalog.sku (product_id);
CREATE INDEX sku_code ON catalog.sku (code_key);
COMMENT ON COLUMN catalog.sku.in_stock IS 'copy of what Availability last said; the ledger is elsewhere';

CREATE TABLE catalog.offer (
    sku_id      bigint      NOT NULL REFERENCES catalog.sku (id),
    supplier    text        NOT NULL,
    price_minor bigint,
    currency    text        NOT NULL,
    stock       integer CHECK (stock >= 0),
    claimed_at  timestamptz NOT NULL,
    PRIMARY KEY (sku_id, supplier)
);

CREATE TABLE catalog.attribute_value (
    sku_id     bigint  NOT NULL REFERENCES catalog.sku (id),
    name       text    NOT NULL,
    value      text    NOT NULL,
    source     text    NOT NULL,
    rule       text    NOT NULL,
    confidence numeric NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    position   integer NOT NULL DEFAULT 0,
    PRIMARY KEY (sku_id, name)
);

CREATE TABLE catalog.index_queue (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    product_id bigint  NOT NULL,
    bulk       boolean NOT NULL DEFAULT false
);
CREATE INDEX index_queue_order ON catalog.index_queue (bulk, id);
CREATE INDEX index_queue_product ON catalog.index_queue (product_id);
COMMENT ON TABLE catalog.index_queue IS 'products whose index document is out of date; written in the transaction that changed them';

CREATE TABLE catalog.index_identity (
    catalog uuid NOT NULL DEFAULT gen_random_uuid()
);
INSERT INTO catalog.index_identity DEFAULT VALUES;

CREATE TABLE catalog.import_run (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    file       text        NOT NULL,
    sha256     text,
    supplier   text        NOT NULL,
    dry_run    boolean     NOT NULL,
    started_at timestamptz NOT NULL,
    applied_at timestamptz,
    report     text
);

CREATE UNLOGGED TABLE catalog.import_row (
    run_id           bigint NOT NULL,
    line             bigint NOT NULL,
    code             text   NOT NULL,
    code_key         text   NOT NULL,
    product_key      text,
    variant          text,
    title            text,
    title_zh         text,
    brand            text,
    category         text,
    category_zh      text,
    price_minor      bigint,
    list_price_minor bigint,
    currency         text,
    stock            integer,
    gtin             text,
    pack_size        text,
    pack_quantity    numeric,
    pack_unit        text,
    description      text,
    description_zh   text,
    image            text,
    attributes       jsonb
);

CREATE UNLOGGED TABLE catalog.import_item (
    LIKE catalog.import_row,
    rows           bigint NOT NULL DEFAULT 1,
    sku_id         bigint,
    product_id     bigint,
    category_id    bigint,
    product_state  text,
    state          text,
    claim_changed  boolean NOT NULL DEFAULT false
);
CREATE INDEX import_item_run ON catalog.import_item (run_id, code_key);

CREATE FUNCTION catalog.slug(title text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN trim(BOTH '-' FROM left(trim(BOTH '-' FROM regexp_replace(lower(
    regexp_replace(normalize(title, NFKD), '[\u0300-\u036f]', '', 'g')), '[^a-z0-9]+', '-', 'g')), 60));
