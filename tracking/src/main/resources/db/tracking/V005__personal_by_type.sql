COMMENT ON COLUMN tracking.erasure.before IS 'not personal: rows by place';
COMMENT ON COLUMN tracking.erasure.after IS 'not personal: rows by place';
