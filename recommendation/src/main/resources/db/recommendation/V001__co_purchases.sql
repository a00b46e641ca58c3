-- Per SKU the up to 50 others most often bought in the same order, beyond what their popularity explains.
CREATE TABLE recommendation.pair (
    sku          bigint           NOT NULL,
    other        bigint           NOT NULL,
    together     int              NOT NULL CHECK (together >= 2),
    sku_orders   int              NOT NULL,
    other_orders int              NOT NULL,
    score        double precision NOT NULL,
    PRIMARY KEY (sku, other),
    CHECK (sku <> other AND together <= sku_orders AND together <= other_orders)
);
COMMENT ON COLUMN recommendation.pair.sku_orders IS 'orders with the SKU, of all that were counted';

CREATE TABLE recommendation.popular (
    sku    bigint PRIMARY KEY,
    orders int NOT NULL CHECK (orders > 0)
);
CREATE INDEX popular_orders ON recommendation.popular (orders DESC, sku);

-- A row per moment that made the counts out of date; inserting never waits for anybody.
CREATE TABLE recommendation.change (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    changed_at timestamptz NOT NULL
);

CREATE TABLE recommendation.computation (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    computed_at timestamptz      NOT NULL,
    seconds     double precision NOT NULL,
    baskets     bigint           NOT NULL,
    skus        int              NOT NULL,
    pairs       bigint           NOT NULL
);
