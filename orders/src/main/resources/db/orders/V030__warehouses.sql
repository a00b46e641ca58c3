-- Lower priority serves first.
CREATE TABLE orders.warehouse (
    id       int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    code     text    NOT NULL UNIQUE CHECK (code ~ '^[a-z0-9][a-z0-9-]{0,31}$'),
    name     text    NOT NULL CHECK (name <> ''),
    priority int     NOT NULL DEFAULT 100,
    active   boolean NOT NULL DEFAULT true
);
INSERT INTO orders.warehouse (code, name) VALUES ('main', 'Main warehouse');

-- on_hand: to sell or reserved. outgoing: sold and still in the house. safety: never sold. counted_at: of the last count.
ALTER TABLE orders.stock_level
    ADD COLUMN warehouse  int NOT NULL DEFAULT 1 REFERENCES orders.warehouse,
    ADD COLUMN outgoing   int NOT NULL DEFAULT 0 CHECK (outgoing >= 0),
    ADD COLUMN safety     int NOT NULL DEFAULT 0 CHECK (safety >= 0),
    ADD COLUMN counted_at timestamptz,
    DROP CONSTRAINT stock_level_pkey,
    ADD PRIMARY KEY (sku, warehouse);

-- No foreign key to the warehouse: every order would lock its row.
ALTER TABLE orders.stock_movement
    ADD COLUMN warehouse      int  NOT NULL DEFAULT 1,
    ADD COLUMN outgoing_delta int  NOT NULL DEFAULT 0,
    ADD COLUMN actor          text NOT NULL DEFAULT 'system',
    DROP CONSTRAINT stock_movement_kind_check,
    DROP CONSTRAINT stock_movement_check,
    DROP CONSTRAINT stock_movement_check1,
    ADD CONSTRAINT stock_movement_kind
        CHECK (kind IN ('ADJUST', 'RECEIVE', 'TRANSFER', 'RESERVE', 'RELEASE', 'SELL', 'SHIP', 'RETURN')),
    ADD CONSTRAINT stock_movement_moves CHECK (on_hand_delta <> 0 OR reserved_delta <> 0 OR outgoing_delta <> 0),
    ADD CONSTRAINT stock_movement_has_order
        CHECK ((kind IN ('ADJUST', 'RECEIVE', 'TRANSFER')) = (order_id IS NULL)),
    ADD CONSTRAINT stock_movement_sign CHECK (CASE kind
        WHEN 'RECEIVE' THEN on_hand_delta > 0 AND reserved_delta = 0 AND outgoing_delta = 0
        WHEN 'ADJUST' THEN reserved_delta = 0 AND outgoing_delta = 0
        WHEN 'TRANSFER' THEN reserved_delta = 0 AND outgoing_delta = 0
        WHEN 'RESERVE' THEN on_hand_delta = 0 AND reserved_delta > 0 AND outgoing_delta = 0
        WHEN 'RELEASE' THEN on_hand_delta = 0 AND reserved_delta < 0 AND outgoing_delta = 0
        WHEN 'SELL' THEN on_hand_delta = reserved_delta AND on_hand_delta < 0
        WHEN 'SHIP' THEN on_hand_delta = 0 AND reserved_delta = 0 AND outgoing_delta < 0
        ELSE on_hand_delta > 0 AND reserved_delta = 0 AND outgoing_delta <= 0 END);
CREATE INDEX stock_movement_at ON orders.stock_movement USING brin (at);

-- What a SKU is made of; its own stock is what its components allow.
CREATE TABLE orders.bundle_component (
    bundle    bigint NOT NULL,
    component bigint NOT NULL,
    quantity  int    NOT NULL CHECK (quantity BETWEEN 1 AND 999),
    PRIMARY KEY (bundle, component),
    CHECK (bundle <> component)
);
CREATE INDEX bundle_component_of ON orders.bundle_component (component);

-- What a bundle on an order was made of when it was sold: so many per bundle.
CREATE TABLE orders.order_part (
    order_id   bigint NOT NULL REFERENCES orders.orders ON DELETE CASCADE,
    line_sku   bigint NOT NULL,
    sku        bigint NOT NULL,
    per_bundle int    NOT NULL CHECK (per_bundle > 0),
    PRIMARY KEY (order_id, line_sku, sku)
);

-- What was sold before this version is taken as shipped.
ALTER TABLE orders.reservation
    ADD COLUMN warehouse int NOT NULL DEFAULT 1,
    ADD COLUMN shipped   int NOT NULL DEFAULT 0,
    ADD COLUMN returned  int NOT NULL DEFAULT 0,
    DROP CONSTRAINT reservation_pkey,
    ADD PRIMARY KEY (order_id, sku, warehouse);
UPDATE orders.reservation SET shipped = quantity WHERE state = 'SOLD';
UPDATE orders.reservation SET returned = quantity WHERE state = 'RETURNED';
ALTER TABLE orders.reservation
    ADD CHECK (shipped BETWEEN 0 AND quantity),
    ADD CHECK (returned BETWEEN 0 AND quantity),
    ADD CHECK (state IN ('SOLD', 'RETURNED') OR (shipped = 0 AND returned = 0)),
    ADD CHECK ((state = 'RETURNED') = (returned = quantity));

-- Somebody who asked, with consent, to hear once when a SKU can be bought again.
CREATE TABLE orders.stock_notice (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    token        text        NOT NULL UNIQUE CHECK (length(token) >= 22),
    sku          bigint      NOT NULL,
    email        text        NOT NULL CHECK (email <> ''),
    language     text        NOT NULL,
    address      text        NOT NULL DEFAULT '',
    consented_at timestamptz NOT NULL DEFAULT now(),
    sent_at      timestamptz
);
CREATE UNIQUE INDEX stock_notice_once ON orders.stock_notice (sku, lower(email)) WHERE sent_at IS NULL;
