-- Kept beside the cart, bought some other time.
CREATE TABLE orders.saved_line (
    cart_id  text        NOT NULL REFERENCES orders.cart ON DELETE CASCADE,
    sku      bigint      NOT NULL,
    quantity int         NOT NULL CHECK (quantity BETWEEN 1 AND 999),
    saved_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (cart_id, sku)
);

-- A guest's cart that went into a member's; brought says how many units of each SKU it added.
CREATE TABLE orders.cart_merge (
    guest     text PRIMARY KEY REFERENCES orders.cart ON DELETE CASCADE,
    own       text        NOT NULL REFERENCES orders.cart ON DELETE CASCADE,
    skus      bigint[]    NOT NULL,
    brought   int[]       NOT NULL,
    at        timestamptz NOT NULL DEFAULT now(),
    undone_at timestamptz,
    CHECK (cardinality(skus) = cardinality(brought))
);
CREATE INDEX cart_merge_own ON orders.cart_merge (own, at DESC);
