ALTER TABLE catalog.offer ADD COLUMN unsure boolean NOT NULL GENERATED ALWAYS AS (
    coalesce(jsonb_path_exists(rules, '$.*[1] ? (@ < 0.95)') AND jsonb_exists_any(rules, ARRAY['title', 'brand']), false)) STORED;
CREATE INDEX offer_unsure ON catalog.offer (sku_id) WHERE unsure;
COMMENT ON COLUMN catalog.offer.rules IS
    'not personal: of goods; rule, confidence and, where a clean-up changed it, the stated text';
CREATE INDEX product_brand ON catalog.product (lower(brand));

-- What lists of goods that need work look for.
CREATE INDEX sku_unpriced ON catalog.sku (id) WHERE price_minor IS NULL;
CREATE INDEX sku_unread_pack ON catalog.sku (id) WHERE pack_size IS NOT NULL AND pack_quantity IS NULL;
CREATE INDEX product_unsorted ON catalog.product (id) WHERE category_id IS NULL;
