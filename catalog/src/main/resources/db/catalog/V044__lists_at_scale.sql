-- Lists of goods that lack something: few lack it in a well kept shop, and these few are found without reading the others.
CREATE INDEX product_untranslated ON catalog.product (id) WHERE title_zh IS NULL;
CREATE INDEX product_pictureless ON catalog.product (id) WHERE image IS NULL;
CREATE INDEX product_withdrawn ON catalog.product (id) WHERE NOT active;
CREATE INDEX sku_withdrawn ON catalog.sku (id) WHERE NOT active;

-- Chinese has no spaces between words: what two neighbouring characters are in a title leads to it.
CREATE FUNCTION catalog.neighbours(words text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN ARRAY(SELECT DISTINCT substr(lower(words), i, n)
    FROM generate_series(1, length(words)) AS i, (VALUES (1), (2)) AS lengths(n));
CREATE INDEX product_title_zh ON catalog.product USING gin (catalog.neighbours(title_zh)) WHERE title_zh IS NOT NULL;
