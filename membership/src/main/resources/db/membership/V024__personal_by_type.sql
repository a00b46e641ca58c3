COMMENT ON COLUMN membership.account.password_hash IS 'personal: an erasure empties it';
