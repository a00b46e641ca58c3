COMMENT ON COLUMN metrics.release.owner IS 'personal: member of staff who answers for the release';
COMMENT ON COLUMN metrics.release_change.actor IS 'personal: member of staff who made the change; kept as evidence';
COMMENT ON COLUMN metrics.channel_cost.entered_by IS 'personal: member of staff who entered the cost';
