COMMENT ON COLUMN storefront.order_view.name IS 'not personal: of a list';
COMMENT ON COLUMN storefront.staff.name IS 'personal: member of staff; kept as long as the books name them';
COMMENT ON COLUMN storefront.staff.username IS 'personal: member of staff; kept as long as the books name them';
COMMENT ON COLUMN storefront.staff.password_hash IS 'personal: member of staff';
COMMENT ON COLUMN storefront.staff_action.username IS 'personal: member of staff; kept as evidence';
COMMENT ON COLUMN storefront.staff_action.detail IS 'not personal: what was asked for, without what was typed';
COMMENT ON COLUMN storefront.staff_sign_in_failure.username IS 'personal: name that somebody typed; gone when the failures are too old to count';
