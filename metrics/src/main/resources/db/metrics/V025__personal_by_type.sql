COMMENT ON COLUMN metrics.release.name IS 'not personal: of the release';
