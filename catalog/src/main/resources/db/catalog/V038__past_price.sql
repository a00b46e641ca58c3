CREATE TABLE catalog.past_price (
    sku_id      bigint      NOT NULL REFERENCES catalog.sku (id) ON DELETE CASCADE,
    price_minor bigint      NOT NULL,
    currency    text        NOT NULL,
    until       timestamptz NOT NULL
);
CREATE INDEX past_price_sku ON catalog.past_price (sku_id, until);
CREATE INDEX past_price_until ON catalog.past_price (until);
COMMENT ON TABLE catalog.past_price IS 'what a SKU cost until then; written whenever a price changes, by whatever way';

CREATE FUNCTION catalog.keep_past_price() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO catalog.past_price (sku_id, price_minor, currency, until)
    SELECT o.id, o.price_minor, o.currency, now() FROM old_sku o JOIN new_sku n ON n.id = o.id
    WHERE o.price_minor IS NOT NULL
      AND (o.price_minor IS DISTINCT FROM n.price_minor OR o.currency <> n.currency);
    RETURN NULL;
END $$;
CREATE TRIGGER keep_past_price AFTER UPDATE ON catalog.sku
    REFERENCING OLD TABLE AS old_sku NEW TABLE AS new_sku
    FOR EACH STATEMENT EXECUTE FUNCTION catalog.keep_past_price();
