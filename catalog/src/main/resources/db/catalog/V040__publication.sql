ALTER TABLE catalog.product
    ADD COLUMN publish_from  timestamptz,
    ADD COLUMN publish_until timestamptz,
    ADD COLUMN published     boolean NOT NULL DEFAULT true,
    ADD CHECK (publish_until > publish_from);
CREATE INDEX product_schedule ON catalog.product (id) WHERE publish_from IS NOT NULL OR publish_until IS NOT NULL;
COMMENT ON COLUMN catalog.product.published IS 'whether the clock is between publish_from and publish_until';

ALTER TABLE catalog.change_set ADD COLUMN skus bigint;
COMMENT ON COLUMN catalog.change_set.skus IS 'how many SKUs it touched; null: count them';

-- Stock marks and prices change often and are in no index: room on the page keeps such a change away from the indexes.
ALTER TABLE catalog.sku SET (fillfactor = 80);
