COMMENT ON COLUMN storefront.staff.invited_by IS 'personal: member of staff; kept as evidence';
COMMENT ON COLUMN storefront.web_session.customer IS 'personal: number of the customer; the row goes when the session ends';
