-- The statement trigger compared the rows before with the rows after without statistics about either: quadratic in the
-- rows of one update, and run by every update of whatever column.
DROP TRIGGER keep_past_price ON catalog.sku;
CREATE OR REPLACE FUNCTION catalog.keep_past_price() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO catalog.past_price (sku_id, price_minor, currency, until)
    VALUES (OLD.id, OLD.price_minor, OLD.currency, now());
    RETURN NULL;
END $$;
CREATE TRIGGER keep_past_price AFTER UPDATE OF price_minor, currency ON catalog.sku FOR EACH ROW
    WHEN (OLD.price_minor IS NOT NULL
        AND (OLD.price_minor IS DISTINCT FROM NEW.price_minor OR OLD.currency <> NEW.currency))
    EXECUTE FUNCTION catalog.keep_past_price();
