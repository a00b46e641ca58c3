CREATE INDEX product_words ON catalog.product USING gin (to_tsvector('simple', title_en || ' ' || brand));
CREATE INDEX sku_code_prefix ON catalog.sku (code_key text_pattern_ops);
CREATE TABLE catalog.goods_view (
    id    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    who   text NOT NULL,
    name  text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
    query text NOT NULL CHECK (length(query) <= 1000),
    UNIQUE (who, name)
);
